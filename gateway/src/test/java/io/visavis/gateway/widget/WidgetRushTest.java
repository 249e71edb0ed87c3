package io.visavis.gateway.widget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.visavis.gateway.http.DocumentedApi;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many at once, too many, and a node that goes down: the widget API with its limits on, behind a proxy. */
@TestInstance(Lifecycle.PER_CLASS)
class WidgetRushTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 8;
    private static final String GOOD = """
            {"applicationId": "app_shop", "chatMode": "fake-chat", "options": {"fake-queue": "q"}, "subject": "Parcel",
             "customer": {"email": "mia@example.org"}}""";

    @TempDir
    static Path home;

    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedServer server;

    private record Chat(String id, String token) {
        String authorization() {
            return "Bearer " + token;
        }
    }

    @BeforeAll
    void run() {
        server = start("widget-rush");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static EmbeddedServer start(String name) {
        return ApplicationContext.run(
                EmbeddedServer.class,
                Map.of(
                        "spec.name", "widget",
                        "visavis.home", home.resolve(name).toString(),
                        "visavis.trusted-proxies", "127.0.0.1, ::1",
                        "visavis.attachments.max-bytes", "1000"),
                "test");
    }

    @Test
    void oneIdempotencyKeyUsedAtOnceStartsOneConversation() throws Exception {
        String key = UUID.randomUUID().toString();
        List<HttpResponse<String>> replies = atOnce(() -> post("/conversations", GOOD, "Idempotency-Key", key));

        assertThat(replies).allSatisfy(reply -> assertThat(reply.statusCode()).isEqualTo(201));
        List<JsonNode> bodies = new ArrayList<>();
        for (HttpResponse<String> reply : replies) {
            bodies.add(JSON.readTree(reply.body()));
        }
        assertThat(bodies.stream().map(body -> body.get("conversationId")).distinct())
                .hasSize(1);
        assertThat(bodies.stream().filter(body -> !body.get("resumed").asBoolean()))
                .hasSize(1);
    }

    @Test
    void oneCommandGivenAtOnceIsDoneOnceAndAnsweredAlike() throws Exception {
        Chat chat = chat();
        String command = "{\"id\": \"m-1\", \"type\": \"message.send\", \"data\": {\"text\": \"Hello\"}}";
        List<HttpResponse<String>> replies = atOnce(
                () -> post("/conversations/" + chat.id + "/commands", command, "Authorization", chat.authorization()));

        assertThat(replies).allSatisfy(reply -> assertThat(reply.statusCode()).isEqualTo(202));
        assertThat(replies.stream().map(HttpResponse::body).distinct()).hasSize(1);
        HttpResponse<String> page = send(request("/conversations/" + chat.id + "/events?after=0")
                .header("Accept", "application/json")
                .header("Authorization", chat.authorization())
                .GET());
        assertThat(JSON.readTree(page.body()).findValuesAsText("text")).containsExactly("Hello");
    }

    @Test
    void oneTicketUsedAtOnceOpensOneStream() throws Exception {
        Chat chat = chat();
        String ticket = JSON.readTree(
                        post("/conversations/" + chat.id + "/stream-tickets", "", "Authorization", chat.authorization())
                                .body())
                .get("ticket")
                .asText();
        List<Integer> statuses = atOnce(() -> {
            HttpResponse<InputStream> reply = http.send(
                    request("/conversations/" + chat.id + "/events?ticket=" + ticket)
                            .header("Accept", "text/event-stream")
                            .GET()
                            .build(),
                    BodyHandlers.ofInputStream());
            reply.body().close();
            return reply.statusCode();
        });

        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(statuses.stream().filter(status -> status == 401)).hasSize(AT_ONCE - 1);
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeAgainAndOthersAreNot() throws Exception {
        HttpResponse<String> last = null;
        for (int i = 0; i < 40 && (last == null || last.statusCode() == 201); i++) {
            last = post("/conversations", GOOD, "X-Forwarded-For", "203.0.113.7");
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(last.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        assertThat(last.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(last.body());
        assertThat(problem.get("type").asText()).endsWith("/too-many-requests");
        assertThat(problem.get("action").asText()).isEqualTo("retry");
        assertThat(post("/conversations", GOOD, "X-Forwarded-For", "6.6.6.6, 203.0.113.7")
                        .statusCode())
                .as("what the visitor wrote in front counts for nothing")
                .isEqualTo(429);
        assertThat(post("/conversations", GOOD, "X-Forwarded-For", "203.0.113.8")
                        .statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, 1000, 201",
        "text/plain, 1001, 413",
        "text/plain, 3000000, 413",
        "text/html, 10, 415",
        "multipart/form-data; boundary=x, 1000, 415",
        // Two faults: the size is looked at before anybody takes the body.
        "multipart/form-data; boundary=x, 300000, 413",
    })
    void aFileIsTakenOrRefusedAndTheConnectionServesTheNextRequest(String type, int size, int status) throws Exception {
        Chat chat = chat();
        HttpResponse<String> reply = send(request("/conversations/" + chat.id + "/attachments?name=note.txt")
                .header("Authorization", chat.authorization())
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("x".repeat(size))));

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(chat().id).as("the next request on the same client").isNotEmpty();
    }

    @Test
    void aNodeThatIsStoppedTellsItsStreamsToComeAgain() throws Exception {
        EmbeddedServer other = start("widget-drain");
        URI address = URI.create(other.getURI() + "/api/widget/v1");
        HttpResponse<String> started = http.send(
                HttpRequest.newBuilder(URI.create(address + "/conversations"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(GOOD))
                        .build(),
                BodyHandlers.ofString());
        JsonNode chat = JSON.readTree(started.body());
        HttpResponse<InputStream> stream = http.send(
                HttpRequest.newBuilder(URI.create(address + "/conversations/"
                                + chat.get("conversationId").asText() + "/events"))
                        .header("Accept", "text/event-stream")
                        .header(
                                "Authorization",
                                "Bearer " + chat.get("accessToken").asText())
                        .build(),
                BodyHandlers.ofInputStream());
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), UTF_8));
        assertThat(lines.readLine()).isNotNull();

        Thread stopping = Thread.ofVirtual().start(other::close);

        assertThat(lines.lines().toList()).as("read to its proper end").anyMatch(line -> line.contains("reconnect"));
        stopping.join();
    }

    private <T> List<T> atOnce(Callable<T> request) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<T>> replies = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                replies.add(threads.submit(() -> {
                    go.await();
                    return request.call();
                }));
            }
            go.countDown();
        }
        return replies.stream().map(Future::resultNow).toList();
    }

    private Chat chat() throws Exception {
        JsonNode body = JSON.readTree(
                post("/conversations", GOOD, "X-Forwarded-For", "198.51.100." + (int) (Math.random() * 250))
                        .body());
        return new Chat(
                body.get("conversationId").asText(), body.get("accessToken").asText());
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/json")
                .headers(headers)
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.getURI() + "/api/widget/v1" + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) throws Exception {
        return DocumentedApi.checked(http.send(builder.build(), BodyHandlers.ofString()));
    }
}
