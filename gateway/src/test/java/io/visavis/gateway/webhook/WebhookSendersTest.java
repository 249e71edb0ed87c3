package io.visavis.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatObject;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpRequest;
import io.visavis.gateway.access.Connection;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.access.WebhookCredential;
import io.visavis.gateway.access.WebhookCredentials;
import io.visavis.gateway.access.WebhookVerdict;
import io.visavis.gateway.engine.MovableClock;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.Absence;
import io.visavis.gateway.plugin.InstalledPlugin;
import io.visavis.gateway.plugin.InstalledProviders;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.RawWebhook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Who may deliver for a connection whose provider does not run. */
class WebhookSendersTest {
    private static final ConnectionId ID = new ConnectionId("con_1");
    private static final String RIGHT = "right";

    private boolean jarIsThere = true;
    private final MovableClock clock = new MovableClock();
    private final WebhookSenders senders = senders();

    private WebhookSenders senders() {
        Jars jars = new Jars();
        Rows rows = new Rows();
        Nobody nobody = new Nobody();
        WebhookCredentials keys = this::byKey;
        return new WebhookSenders(
                new WebhookAddresses(jars, rows, nobody, keys), rows, nobody, keys, new UntakenDeliveries(clock));
    }

    private final class Jars implements InstalledProviders {
        @Override
        public List<InstalledPlugin> plugins() {
            return List.of();
        }

        @Override
        public List<ProviderDescriptor> descriptors() {
            return jarIsThere
                    ? List.of(ProviderDescriptor.builder("acme")
                            .webhookPath("chats/acme")
                            .build())
                    : List.of();
        }

        @Override
        public Optional<ProviderDescriptor> descriptor(String providerId) {
            return descriptors().stream()
                    .filter(it -> it.id().equals(providerId))
                    .findFirst();
        }
    }

    private static final class Rows implements Connections {
        private static final Connection ROW = new Connection(
                ID,
                new ApplicationId("app_1"),
                "acme",
                "Acme",
                Map.of(),
                Set.of(),
                WebhookCredential.API_KEY,
                true,
                1,
                Instant.EPOCH,
                Instant.EPOCH);

        @Override
        public Optional<Connection> find(ConnectionId id) {
            return Optional.of(ROW).filter(row -> row.id().equals(id));
        }

        @Override
        public List<Connection> ofApplication(ApplicationId application) {
            return List.of(ROW);
        }

        @Override
        public List<Connection> all() {
            return List.of(ROW);
        }
    }

    private final class Nobody implements LiveProviders {
        @Override
        public Optional<LiveProvider> find(ConnectionId connection) {
            return Optional.empty();
        }

        @Override
        public List<LiveProvider> ofApplication(ApplicationId application) {
            return List.of();
        }

        @Override
        public Map<ConnectionId, Absence> unserved() {
            Absence.Reason reason = jarIsThere ? Absence.Reason.PLUGIN_FAILED : Absence.Reason.NOT_INSTALLED;
            return Map.of(ID, new Absence(reason, "as told"));
        }
    }

    private WebhookVerdict byKey(
            io.micronaut.http.HttpHeaders headers,
            String providerId,
            @org.jspecify.annotations.Nullable ConnectionId named) {
        String key = headers.get("X-API-Key");
        if (key == null) {
            return new WebhookVerdict.Unauthenticated("nothing shown", true);
        }
        return key.equals(RIGHT) && providerId.equals("acme") && (named == null || named.equals(ID))
                ? new WebhookVerdict.Accepted(Rows.ROW)
                : new WebhookVerdict.Unauthenticated("wrong");
    }

    private static MutableHttpRequest<?> signed() {
        return HttpRequest.POST("/", "").header("X-Signature", "a proof of the vendor's");
    }

    private static MutableHttpRequest<?> key(String key) {
        return HttpRequest.POST("/", "").header("X-API-Key", key);
    }

    private WebhookSenders.Sender check(String path, HttpRequest<?> request) {
        return senders.check(request.getHeaders(), path, new RawWebhook("", Map.of(), new byte[0], Instant.EPOCH));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProofThatNobodyCanJudgeNowIsAskedForAgain(boolean jar) {
        jarIsThere = jar;

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> check("chats/acme/con_1", signed()))
                .satisfies(problem -> {
                    assertThatObject(problem.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
                    assertThat(problem.slug()).isEqualTo("connection-not-served");
                    assertThat(problem.action()).isEqualTo(ProblemAction.RETRY);
                    assertThat(problem.retryAfter()).contains(Duration.ofSeconds(30));
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCredentialOfOursIsGoodWithoutTheProvider(boolean jar) {
        jarIsThere = jar;

        assertThat(check("chats/acme/con_1", key(RIGHT))).isEqualTo(new WebhookSenders.Sender.Known(ID));
        assertThat(check("chats/acme", key(RIGHT))).isEqualTo(new WebhookSenders.Sender.Known(ID));
        assertThat(check("chats/acme/con_1", key("wrong"))).isInstanceOf(WebhookSenders.Sender.Unknown.class);
    }

    @Test
    void whoeverKnowsTheAddressFillsNoLog() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger gateway = (Logger) LoggerFactory.getLogger("io.visavis.gateway.webhook");
        gateway.addAppender(log);
        try {
            for (int i = 0; i < 100; i++) {
                check("chats/acme/con_1", key("wrong"));
                check("chats/acme/none_" + i, signed());
                assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> check("chats/acme/con_1", signed()));
            }
        } finally {
            gateway.detachAppender(log);
        }

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactlyInAnyOrder(
                        "A delivery for acme is refused: wrong",
                        "A delivery for acme is refused: nothing shown",
                        "A delivery for con_1 cannot be checked: its provider does not run");
    }

    @Test
    void aConnectionThatIsNotThereIsNotWaitedFor() {
        assertThat(check("chats/acme/con_2", signed())).isInstanceOf(WebhookSenders.Sender.Unknown.class);
        assertThat(check("chats/acme", signed())).isInstanceOf(WebhookSenders.Sender.Unknown.class);
        jarIsThere = false;
        for (String path : List.of("chats/acme/con_2", "chats/acme", "con_1")) {
            assertThatExceptionOfType(ProblemException.class)
                    .as(path)
                    .isThrownBy(() -> check(path, signed()))
                    .satisfies(problem -> assertThatObject(problem.status()).isEqualTo(HttpStatus.NOT_FOUND));
        }
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> check("chats/acme", key("wrong")))
                .satisfies(problem -> assertThatObject(problem.status()).isEqualTo(HttpStatus.NOT_FOUND));
    }
}
