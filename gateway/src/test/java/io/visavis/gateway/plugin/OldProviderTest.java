package io.visavis.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar as it was built against SPI 1.0, never built again: this gateway starts it, chats through it and is refused cleanly. */
class OldProviderTest {
    private static final Path OLD = Path.of("../providers/spi/released/1.0.0/loopback.jar");

    @TempDir
    Path work;

    private EmbeddedServer server;
    private HttpCalls http;
    private String application;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createDirectory(work.resolve("plugins"));
        Files.copy(OLD, folder.resolve("loopback.jar"));
        server = ApplicationContext.run(
                EmbeddedServer.class,
                Map.of(
                        "visavis.plugins", folder.toString(),
                        "visavis.home", work.resolve("home").toString()),
                "test");
        http = new HttpCalls(server.getURI());
        application = http.send("POST", "applications", "{\"name\": \"Shop\"}")
                .json()
                .path("applicationId")
                .asText();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Answer connection(String answer) {
        return http.send("POST", "applications/" + application + "/connections", """
                {"name": "Old", "provider": "loopback", "webhookCredential": "api-key", "settings": {"answer": "%s"}}
                """.formatted(answer));
    }

    private JsonNode started() {
        Answer answer = http.send(
                "POST",
                "/api/widget/v1/conversations",
                """
                {"applicationId": "%s", "chatMode": "loopback", "subject": "Parcel", "options": {},
                 "customer": {"email": "mia@example.org"}}""".formatted(application),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "start-old-jar");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private Answer visitor(JsonNode chat, String method, String path, String body) {
        return http.send(
                method,
                "/api/widget/v1/conversations/" + chat.path("conversationId").asText() + path,
                body,
                "Authorization",
                "Bearer " + chat.path("accessToken").asText(),
                "Accept",
                "application/json",
                "Content-Type",
                body == null ? null : "application/json");
    }

    private String events(JsonNode chat) {
        return visitor(chat, "GET", "/events?after=0", null).text();
    }

    @Test
    void itStartsAndChatsBothWays() {
        JsonNode connection = connection("ok").json();
        String id = connection.path("connectionId").asText();
        assertThat(http.send("POST", "connections/" + id + "/check", null)
                        .json()
                        .path("detail")
                        .asText())
                .isEqualTo("answers from memory");
        JsonNode chat = started();

        Answer sent = visitor(
                chat,
                "POST",
                "/commands",
                "{\"id\": \"m-1\", \"type\": \"message.send\", \"data\": {\"text\": \"Where is it?\"}}");
        assertThat(sent.status()).as(sent.text()).isEqualTo(202);
        Await.until("it is taken", () -> events(chat).contains("message.accepted"));
        Answer delivered = http.send(
                "POST",
                "/api/loopback/" + id + "/conversations/events",
                """
                {"id": "d-1", "type": "message", "conversation": "loop-%s", "messageId": "a-1", "text": "On its way"}
                """.formatted(chat.path("conversationId").asText()),
                "X-API-Key",
                connection.path("apiKey").asText());

        assertThat(delivered.status()).as(delivered.text()).isBetween(200, 299);
        Await.until("the answer is there", () -> events(chat).contains("On its way"));
    }

    @Test
    void itRefusesCleanlyWhatItCannotDo() {
        assertThat(connection("maybe").fields()).contains("settings.answer");
        connection("ok");
        JsonNode chat = started();

        Answer refused = visitor(
                chat,
                "POST",
                "/commands",
                "{\"id\": \"c-1\", \"type\": \"card.submit\", \"data\": {\"messageId\": \"a-1\", \"values\": {}}}");

        assertThat(refused.status()).as(refused.text()).isBetween(400, 499);
        assertThat(http.get("providers").json().at("/plugins/0/running").asBoolean())
                .isTrue();
    }
}
