package io.visavis.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.spi.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door for deliveries takes and what it does not. */
class WebhookHttpIT {
    private final EngineFixture engine = EngineFixture.shared(Database.H2);
    private final ConnectionId connection = EngineFixture.connection();
    private final HttpClient http = HttpClient.newHttpClient();

    private HttpRequest.Builder delivery(byte[] body) {
        return HttpRequest.newBuilder(
                        engine.address().resolve("/api/scripted/" + connection.value() + "/conversations/events"))
                .header("Authorization", "Bearer any")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
    }

    private int post(byte[] body) throws Exception {
        return send(delivery(body)).statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private int stored() {
        return engine.inbox(connection).size();
    }

    /** As while a vendor's key server is down: nothing is let in or thrown away, the vendor sends it again. */
    @Test
    void whatCannotBeProvedNowIsAskedForAgain() throws Exception {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        engine.vendor(connection).verdict = new Verdict.Undecided("the key server is down");
        HttpResponse<String> later = send(delivery(body));
        assertThat(later.statusCode()).isEqualTo(503);
        assertThat(later.headers().firstValue("Retry-After")).contains("5");
        assertThat(later.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(later.body())
                .contains("/sender-not-checked\"", "\"action\":\"retry\"")
                .doesNotContain("key server");
        assertThat(stored()).isZero();

        engine.vendor(connection).verdict = new Verdict.Refused("the signature does not fit");
        HttpResponse<String> refused = send(delivery(body));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Signature");
        assertThat(refused.body()).doesNotContain("does not fit");
        assertThat(stored()).isZero();

        engine.vendor(connection).verdict = new Verdict.Accepted();
        assertThat(post(body)).isEqualTo(200);
        assertThat(stored()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "null", "0", "\"x\"", "{\"a\":\"\\u0000\"}", "[[[]]]"})
    void anyJsonIsStoredForWhatItIs(String body) throws Exception {
        assertThat(post(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(200);
        assertThat(post(body.getBytes(StandardCharsets.UTF_8))).as("again").isEqualTo(200);
        assertThat(stored()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{}{}", "hello", "{\"a\":}", "\u0000"})
    void whatIsNoJsonIsRefused(String body) throws Exception {
        assertThat(post(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(400);
        assertThat(stored()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json; charset=nope", "application/json; charset=\"utf-8", "text/plain", "////"})
    void theClaimedContentTypeIsNoMatter(String type) throws Exception {
        assertThat(send(delivery("{}".getBytes(StandardCharsets.UTF_8)).setHeader("Content-Type", type))
                        .statusCode())
                .isEqualTo(200);
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void noContentTypeIsClaimedEither() throws Exception {
        HttpResponse<String> reply = send(untyped("{}"));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(stored()).isEqualTo(1);
    }

    private HttpRequest.Builder untyped(String body) {
        return HttpRequest.newBuilder(
                        engine.address().resolve("/api/scripted/" + connection.value() + "/conversations/events"))
                .header("Authorization", "Bearer any")
                .POST(BodyPublishers.ofString(body));
    }

    /** Whoever reads the database must not be able to deliver in the vendor's name. */
    @Test
    void onlyHeadersThatProveNothingAreKept() throws Exception {
        send(untyped("{}")
                .header("Content-Type", "application/json")
                .header("User-Agent", "Vendor/1")
                .header("X-Request-Id", "r-" + "1".repeat(300))
                .header("Cookie", "session=secret")
                .header("X-API-Key", "secret")
                .header("X-Signature", "secret")
                .header("X-Forwarded-For", "10.0.0.1"));

        assertThat(headers())
                .containsExactly(
                        "content-type: application/json\nuser-agent: Vendor/1\nx-request-id: r-" + "1".repeat(198));
    }

    /** Whatever a vendor calls it. */
    @Test
    void howOftenTheVendorHasTriedIsKept() throws Exception {
        send(untyped("{\"n\":1}").header("X-Acme-Retry", "2").header("X-Retry-Secret", "5"));
        send(untyped("{\"n\":2}").header("X-Acme-Retry-Num", "3").header("X-Acme-Retry", "secret"));
        send(untyped("{\"n\":3}").header("Delivery-Attempt", "4").header("X-Acme-Retry-After", "6"));
        send(untyped("{\"n\":4}")
                .header("A-Retry", "1")
                .header("D-Retry", "4")
                .header("C-Retry", "3")
                .header("B-Retry", "2"));

        assertThat(headers())
                .map(kept -> kept.lines()
                        .filter(line -> !line.startsWith("user-agent"))
                        .toList())
                .containsExactly(
                        List.of("x-acme-retry: 2"),
                        List.of("x-acme-retry-num: 3"),
                        List.of("delivery-attempt: 4"),
                        List.of("a-retry: 1", "b-retry: 2", "c-retry: 3"));
    }

    private List<String> headers() {
        return engine.sql()
                .query(
                        "select headers from inbox where connection_id = ? order by id",
                        row -> row.getString(1),
                        connection.value());
    }

    @Test
    void aVendorsTestCallIsAnsweredAsItsProviderSaysAndNotStored() throws Exception {
        engine.vendor(connection).verdict = new Verdict.Handshake(201, "text/plain", "challenge accepted");

        HttpResponse<String> reply = send(delivery("{}".getBytes(StandardCharsets.UTF_8)));

        assertThat(reply.statusCode()).isEqualTo(201);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(reply.body()).isEqualTo("challenge accepted");
        assertThat(stored()).isZero();
    }

    @Test
    void aDeliveryThatCannotBeStoredIsAskedForAgainAndNothingIsLost() throws Exception {
        try (EngineFixture own =
                EngineFixture.own(Database.H2, Map.of("datasources.default.connection-timeout", "250"))) {
            ConversationId chat = own.chat(connection);
            URI door = own.address().resolve("/api/scripted/" + connection.value() + "/conversations/events");
            String before = "\"say v-" + connection.value() + " m1 before\"";
            String during = "\"say v-" + connection.value() + " m2 during\"";
            assertThat(send(delivery(before.getBytes(StandardCharsets.UTF_8)).uri(door))
                            .statusCode())
                    .isEqualTo(200);
            try (Connection nobodyElse = DelegatingDataSource.unwrapDataSource(own.get(DataSource.class))
                            .getConnection();
                    Statement statement = nobodyElse.createStatement()) {
                statement.execute("set exclusive 2");
                HttpResponse<String> reply =
                        send(delivery(during.getBytes(StandardCharsets.UTF_8)).uri(door));
                assertThat(reply.statusCode()).as(reply.body()).isEqualTo(503);
                assertThat(reply.headers().firstValue("Retry-After")).isPresent();
                assertThat(reply.body()).contains("/storage-unavailable", "\"action\":\"retry\"");
                statement.execute("set exclusive false");
            }
            assertThat(own.texts(chat)).as("what was acknowledged is there").containsExactly("before");
            // Sent again until it is taken, as a vendor would: some connections of the pool learn late that they are
            // cut.
            Await.until(
                    "it is taken",
                    () -> isTaken(
                            delivery(during.getBytes(StandardCharsets.UTF_8)).uri(door)));
            Await.until("it is said", () -> own.texts(chat).equals(List.of("before", "during")));
        }
    }

    private boolean isTaken(HttpRequest.Builder delivery) {
        try {
            int status = send(delivery).statusCode();
            assertThat(status).isIn(200, 503);
            return status == 200;
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    @Test
    void aDeliveryWithoutBodyIsToldFirstWhoItMustBe() throws Exception {
        assertThat(send(delivery(new byte[0]).POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(400);
        HttpResponse<String> unknown = send(HttpRequest.newBuilder(
                        engine.address().resolve("/api/scripted/" + connection.value() + "/conversations/events/x"))
                .POST(BodyPublishers.noBody()));
        assertThat(unknown.statusCode()).isEqualTo(401);
    }

    @Test
    void aNestDeeperThanParsersBearIsRefused() throws Exception {
        assertThat(post("[".repeat(100_000).getBytes(StandardCharsets.UTF_8))).isEqualTo(400);
        assertThat(post(("[".repeat(65) + "]".repeat(65)).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(400);
        assertThat(stored()).isZero();
    }

    @Test
    void oneMebibyteIsTakenAndMoreIsTooLarge() throws Exception {
        assertThat(post(text(1 << 20))).isEqualTo(200);
        assertThat(post(text((1 << 20) + 1))).isEqualTo(413);
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void aPackedBodyIsUnpackedAndABombIsNot() throws Exception {
        HttpResponse<String> small =
                send(delivery(packed("[]".getBytes(StandardCharsets.UTF_8))).header("Content-Encoding", "gzip"));
        assertThat(small.statusCode()).as(small.body()).isEqualTo(200);
        assertThat(engine.sql()
                        .query(
                                "select body from inbox where connection_id = ?",
                                row -> new String(row.getBytes(1), StandardCharsets.UTF_8),
                                connection.value()))
                .containsExactly("[]");
        assertThat(send(delivery(packed(text(20 << 20))).header("Content-Encoding", "gzip"))
                        .statusCode())
                .isEqualTo(413);
        byte[] cut = packed(text(1000));
        assertThat(send(delivery(java.util.Arrays.copyOf(cut, cut.length - 10)).header("Content-Encoding", "gzip"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void whoShowsNothingIsTurnedAwayAndToldHowToComeBack() throws Exception {
        HttpResponse<String> reply = send(HttpRequest.newBuilder(
                        engine.address().resolve("/api/scripted/" + connection.value() + "/conversations/events/"))
                .POST(BodyPublishers.ofString("{}")));
        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"webhooks\"");
        assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(reply.body())
                .contains("/sender-unknown", "\"status\":401", "/security/oauth/token", "\"action\":\"refresh-token\"");
        assertThat(stored()).isZero();
    }

    /** A JSON string of so many bytes. */
    private static byte[] text(int size) {
        return ("\"" + "x".repeat(size - 2) + "\"").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
