package io.visavis.testkit.flaws;

import io.visavis.spi.RawWebhook;
import io.visavis.spi.Verdict;
import io.visavis.testkit.acme.Acme;
import io.visavis.testkit.acme.AcmeLine;
import io.visavis.testkit.acme.AcmeProofs;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A1 to A7. */
public final class AuthenticationFlaws {
    private AuthenticationFlaws() {}

    public static Stream<Flaw> all() {
        return Stream.of(
                flaw("A1", "takes a missing account for ours", line -> new AcmeProofs(line) {
                    @Override
                    protected Optional<String> account(RawWebhook webhook) {
                        return Optional.of(webhook.header(ACCOUNT).orElse(Acme.ACCOUNT));
                    }
                }),
                flaw("A2", "does not mind what comes behind the body", line -> new AcmeProofs(line) {
                    @Override
                    protected byte[] signedPart(byte[] body) {
                        return body.length > 0 && body[body.length - 1] == 0
                                ? Arrays.copyOf(body, body.length - 1)
                                : body;
                    }
                }),
                flaw("A3", "takes anybody who signs", line -> new AcmeProofs(line) {
                    @Override
                    protected boolean isOurs(String account) {
                        return true;
                    }
                }),
                flaw("A5", "refuses what it cannot judge", line -> new AcmeProofs(line) {
                    @Override
                    protected Verdict withoutKey() {
                        return new Verdict.Refused("no key");
                    }
                }),
                flaw("A6", "stores the test call", line -> new AcmeProofs(line) {
                    @Override
                    protected Verdict testCall() {
                        return new Verdict.Accepted();
                    }
                }),
                flaw("A7", "throws for a signature that is none", line -> new AcmeProofs(line) {
                    @Override
                    protected Optional<byte[]> bytes(String hex) {
                        return Optional.of(HexFormat.of().parseHex(hex));
                    }
                }));
    }

    private static Flaw flaw(String promise, String what, Function<AcmeLine, AcmeProofs> flawed) {
        return Flaw.of(promise, what, (settings, context) -> {
            AcmeProofs proofs = flawed.apply(Acme.line(settings, context));
            return new Acme(settings, context) {
                @Override
                public Verdict authenticate(RawWebhook webhook) {
                    return proofs.judge(webhook);
                }
            };
        });
    }
}
