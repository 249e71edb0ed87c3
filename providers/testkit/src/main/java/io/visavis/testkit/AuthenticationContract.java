package io.visavis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may deliver: promises A1 to A7. For a provider without an authenticator the gateway's own credentials decide. */
public interface AuthenticationContract extends ProviderContract {

    @Test
    @Promise("A1")
    default void aDeliveryWithItsProofIsAccepted(Trial trial) {
        trial.deliveries()
                .ifPresent(vendor -> assertThat(vendor.judge(vendor.headers(), vendor.body()))
                        .as("the verdict on a genuine delivery")
                        .isInstanceOf(Verdict.Accepted.class));
    }

    @Test
    @Promise("A1")
    default void aDeliveryWithoutProofIsRefused(Trial trial) {
        trial.deliveries().ifPresent(vendor -> {
            vendor.expectRefusal("no headers at all", Map.of(), vendor.body());
            for (String name : vendor.headers().keySet()) {
                Map<String, String> without = new LinkedHashMap<>(vendor.headers());
                without.remove(name);
                vendor.expectRefusal("without the header " + name, without, vendor.body());
            }
        });
    }

    @Test
    @Promise("A1")
    default void aDeliveryWithAWrongProofIsRefused(Trial trial) {
        trial.deliveries()
                .ifPresent(vendor -> vendor.headers().forEach((name, value) -> {
                    Map<String, String> changed = new LinkedHashMap<>(vendor.headers());
                    changed.put(name, withOtherMiddle(value));
                    vendor.expectRefusal("with another value of the header " + name, changed, vendor.body());
                }));
    }

    /** In the middle, because the last character of a base64 text may carry no bit. */
    private static String withOtherMiddle(String value) {
        int middle = value.length() / 2;
        char other = value.charAt(middle) == '1' ? '2' : '1';
        return value.substring(0, middle) + other + value.substring(middle + 1);
    }

    @Test
    @Promise("A2")
    default void everyByteOfTheBodyCounts(Trial trial) {
        trial.deliveries().ifPresent(vendor -> {
            byte[] body = vendor.body().clone();
            Map<String, String> headers = vendor.headers();
            for (int at = 0; at < body.length; at++) {
                body[at] ^= 1;
                vendor.expectRefusal("with byte " + at + " of the body changed", headers, body);
                body[at] ^= 1;
            }
            vendor.expectRefusal("with one byte more", headers, Arrays.copyOf(body, body.length + 1));
            vendor.expectRefusal("with one byte less", headers, Arrays.copyOf(body, body.length - 1));
            vendor.expectRefusal("with no body", headers, new byte[0]);
        });
    }

    @Test
    @Promise("A3")
    default void theProofOfAnotherAccountIsRefused(Trial trial) {
        trial.deliveries()
                .ifPresent(vendor -> vendor.expectRefusal(
                        "with the genuine proof of another account", vendor.headersOfAnother(), vendor.body()));
    }

    @Promise("A5")
    @ParameterizedTest
    @EnumSource(names = {"IS_DOWN", "HANGS"})
    default void whatCannotBeJudgedNowIsUndecidedAndMayBeJudgedLater(Trouble trouble, Trial trial)
            throws InterruptedException {
        if (trial.deliveries().isEmpty() || !trial.canSuffer(trouble)) {
            return;
        }
        Deliveries vendor = trial.deliveries().get();
        trial.vendor().suffer(trouble);
        AtomicReference<Verdict> verdict = new AtomicReference<>();
        Thread judging = Thread.ofVirtual().start(() -> verdict.set(vendor.judge(vendor.headers(), vendor.body())));
        assertThat(judging.join(Limits.proof()))
                .as("judged within %s", Limits.proof())
                .isTrue();
        if (verdict.get() instanceof Verdict.Accepted) {
            trial.notes().notOffered("the proof needs nothing of the vendor's service");
            return;
        }
        assertThat(verdict.get())
                .as("the verdict while the vendor has the trouble %s", trouble)
                .isInstanceOf(Verdict.Undecided.class);
        trial.vendor().recover();
        trial.lent().advance(Duration.ofMinutes(1));
        assertThat(vendor.judge(vendor.headers(), vendor.body()))
                .as("the verdict a minute after the vendor is well again")
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    @Promise("A6")
    default void theVendorsTestCallIsAHandshake(Trial trial) {
        trial.deliveries()
                .ifPresent(vendor -> vendor.proof()
                        .testCall()
                        .ifPresentOrElse(
                                call -> assertThat(vendor.judge(call)).isInstanceOf(Verdict.Handshake.class),
                                () -> trial.notes().notOffered("the vendor makes no test call")));
    }

    @Test
    @Promise("A7")
    default void foreignBytesAreRefused(Trial trial) {
        trial.deliveries().ifPresent(vendor -> {
            Random random = new Random(7);
            for (int length : new int[] {0, 1, 16, 1000, 1 << 20}) {
                byte[] junk = new byte[length];
                random.nextBytes(junk);
                vendor.expectRefusal(length + " foreign bytes", Map.of(), junk);
                vendor.expectRefusal(length + " foreign bytes under a genuine proof", vendor.headers(), junk);
            }
            for (String value :
                    List.of("", " ", ".", "..", "a.b.c", "\u0000", "Ωμέγα", "-1", "=", "x".repeat(100_000))) {
                Map<String, String> junk = new LinkedHashMap<>(vendor.headers());
                junk.replaceAll((_, _) -> value);
                vendor.expectRefusal(
                        "headers of '" + value.substring(0, Math.min(20, value.length())) + "'", junk, vendor.body());
            }
            vendor.expectRefusal(
                    "a deep document", Map.of(), "[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        });
    }
}
