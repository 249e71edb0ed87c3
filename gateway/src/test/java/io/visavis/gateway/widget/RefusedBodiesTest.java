package io.visavis.gateway.widget;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.KeptConnection;
import io.visavis.gateway.http.KeptConnection.Answer;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that is refused while it still comes is answered, and what follows on the same connection is, too. */
@MicronautTest(transactional = false)
@Property(name = "spec.name", value = "widget")
@Property(name = "visavis.rate-limits", value = "off")
class RefusedBodiesTest {
    private static final byte[] PNG = "\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1);

    @Inject
    EmbeddedServer server;

    private ShopChat chat;

    @BeforeEach
    void start() {
        chat = ShopChat.start(new HttpCalls(server.getURI()));
    }

    @ParameterizedTest
    @CsvSource({
        "100, application/x-evil, 415",
        "100000, application/x-evil, 415",
        "3000000, application/x-evil, 415",
        "20000000, application/x-evil, 415",
        "22000000, image/png, 413",
        "60000000, application/x-evil, 413",
    })
    void a_refused_file_leaves_the_connection_usable(long length, String type, int status) throws Exception {
        try (KeptConnection connection = new KeptConnection(server.getURI())) {
            assertProblem(connection.post(path(), headers(type), PNG, length), status);

            assertThat(connection.get("/ping").status()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @CsvSource({"22000000, application/x-evil, 415", "22000000, image/png, 413", "60000000, image/png, 413"})
    void so_does_one_that_does_not_say_its_length(long length, String type, int status) throws Exception {
        try (KeptConnection connection = new KeptConnection(server.getURI())) {
            assertProblem(connection.postChunked(path(), headers(type), PNG, length), status);

            assertThat(connection.get("/ping").status()).isEqualTo(204);
        }
    }

    /** The framework itself takes no such body, from anyone. */
    @ParameterizedTest
    @ValueSource(strings = {"/attachments?name=a.png", "/commands"})
    void so_does_one_beyond_what_any_body_may_have(String below) throws Exception {
        try (KeptConnection connection = new KeptConnection(server.getURI())) {
            assertProblem(connection.post(chat.path() + below, headers("application/json"), PNG, 140_000_000), 413);

            assertThat(connection.get("/ping").status()).isEqualTo(204);
        }
    }

    @Test
    void so_does_a_stranger_s_file() throws Exception {
        try (KeptConnection connection = new KeptConnection(server.getURI())) {
            assertProblem(connection.post(path(), "Content-Type: image/png\r\n", PNG, 3_000_000), 401);

            assertThat(connection.get("/ping").status()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/widget/v1/conversations, 413",
        "/api/call/v1/redeem, 413",
        "/api/any/conversations/events, 413",
        "/api/nowhere, 404",
        "/security/oauth/token, 413",
    })
    void so_does_a_body_that_another_address_refuses(String path, int status) throws Exception {
        for (long length : new long[] {3_000_000, 25_000_000}) {
            try (KeptConnection connection = new KeptConnection(server.getURI())) {
                Answer refused = connection.post(path, "Content-Type: application/json\r\n", PNG, length);

                assertThat(refused.status()).as(refused.text()).isEqualTo(status);
                assertThat(connection.get("/ping").status()).isEqualTo(204);
            }
        }
    }

    private String path() {
        return chat.path() + "/attachments?name=a.png";
    }

    private String headers(String type) {
        return "Authorization: " + chat.visitor() + "\r\nContent-Type: " + type + "\r\n";
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    }
}
