package io.visavis.gateway.widget;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.conversation.Notices;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.spi.ProviderException;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What visitor and agent say to each other is in no line of the log, not even when something fails over it. */
@MicronautTest(transactional = false)
@Property(name = "spec.name", value = "widget")
@Property(name = "visavis.rate-limits", value = "off")
class WordsInTheLogIT {
    private static final String WORDS = "my-card-number-is-4711";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private Level before;

    @Inject
    EmbeddedServer server;

    @BeforeEach
    void listen() {
        before = root.getLevel();
        log.setContext(root.getLoggerContext());
        log.start();
        root.addAppender(log);
        root.setLevel(Level.DEBUG);
    }

    @AfterEach
    void leave() {
        root.setLevel(before);
        root.detachAppender(log);
    }

    private void assertSilent() {
        List<String> lines = List.copyOf(log.list).stream()
                .map(it -> it.getFormattedMessage()
                        + (it.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(it.getThrowableProxy())))
                .toList();
        assertThat(lines).isNotEmpty();
        assertThat(lines.stream().filter(line -> line.contains(WORDS))).isEmpty();
    }

    @Test
    void ofTheVisitorsWords() {
        HttpCalls http = new HttpCalls(server.getURI());
        ShopChat chat = ShopChat.start(http);
        for (String command : List.of(
                "{\"id\":\"c1\",\"type\":\"message.send\",\"data\":{\"text\":\"" + WORDS + "\"}}",
                "{\"id\":\"c1\",\"type\":\"message.send\",\"data\":{\"text\":\"" + WORDS + " again\"}}",
                "{\"id\":\"c2\",\"type\":\"message.send\",\"data\":{\"text\":\"" + WORDS + "\",\"replyTo\":7}}",
                "{\"id\":\"c3\",\"type\":\"message.send\",\"data\":{\"text\":\"" + WORDS,
                "{\"id\":\"c4\",\"type\":\"message.send\",\"data\":{\"text\":\"" + WORDS + "x".repeat(5000) + "\"}}")) {
            chat.command(http, command, chat.visitor());
        }
        assertThat(chat.events(http).text()).contains(WORDS);
        assertSilent();
    }

    @Test
    void ofWhatTheVendorDeliversAndIsSent() {
        EngineFixture engine = EngineFixture.shared(Database.H2);
        ConnectionId connection = EngineFixture.connection();
        String vendorId = "v-" + connection.value();
        ConversationId chat = engine.chat(connection);
        engine.vendor(connection).answers.add(_ -> {
            throw new ProviderException(ProviderException.Kind.UNAVAILABLE, "as told");
        });
        engine.vendor(connection).answers.add(_ -> {
            throw new IllegalStateException("a mistake of the provider's");
        });
        engine.unitOfWork().commit(() -> engine.get(Notices.class).post(chat, WORDS));
        HttpCalls http = new HttpCalls(engine.address());
        for (String script : List.of(
                "say " + vendorId + " m1 " + WORDS,
                "say " + vendorId + " m1 " + WORDS,
                "late " + vendorId + " m2 " + WORDS,
                "say nobody-" + vendorId + " m3 " + WORDS,
                "poison it " + vendorId + " " + WORDS,
                "refuse it " + vendorId + " " + WORDS,
                "what is " + vendorId + " " + WORDS)) {
            http.send(
                    "POST",
                    "/api/scripted/" + connection.value() + "/conversations/events",
                    "\"" + script + "\"",
                    "Authorization",
                    "Bearer any");
        }
        http.send(
                "POST",
                "/api/scripted/" + connection.value() + "/conversations/events",
                "{\"text\": " + WORDS,
                "Authorization",
                "Bearer any");
        Await.until("all is worked off", () -> !engine.inbox(connection).contains("new"));
        Await.until(
                "the vendor was asked", () -> !engine.vendor(connection).sent.isEmpty());

        assertThat(engine.texts(chat)).contains(WORDS);
        assertSilent();
    }
}
