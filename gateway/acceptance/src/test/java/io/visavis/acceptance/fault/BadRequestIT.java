package io.visavis.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Json;
import io.visavis.acceptance.harness.SharedDemo;
import io.visavis.acceptance.harness.Visitor;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong outside a body: paths, ids of others, headers, positions, file names. */
@ExtendWith(SharedDemo.class)
@ResourceLock(value = SharedDemo.VENDOR, mode = ResourceAccessMode.READ)
class BadRequestIT {
    private static final List<String> BAD_IDS = List.of(
            "x",
            "%00",
            "%ff",
            "%zz",
            "%2e%2e",
            "..%2f..%2fetc%2fpasswd",
            "%252e%252e%252f",
            "a%0d%0aSet-Cookie:b=c",
            "%F0%9F%99%82",
            "';drop%20table%20outbox;--",
            "{id}",
            "a".repeat(4000));

    private final Demo demo;

    BadRequestIT(Demo demo) {
        this.demo = demo;
    }

    static Stream<String> placesWithAnId() {
        return Stream.of(
                "GET /api/widget/v1/applications/#",
                "GET /api/widget/v1/conversations/#/events",
                "POST /api/widget/v1/conversations/#/commands",
                "POST /api/widget/v1/conversations/#/tokens",
                "POST /api/widget/v1/conversations/#/stream-tickets",
                "GET @/attachments/#",
                "GET @/events?ticket=#",
                "GET @/events?limit=#",
                "POST /api/digital-connect/talkdesk/#/conversations/events",
                "POST /api/#/conversations/events",
                "POST /api/call/v1/rooms/#/connections",
                "GET /api/call/v1/rooms/#/signals?connectionId=#&after=#",
                "GET /api/admin/v1/applications/#",
                "DELETE /api/admin/v1/applications/#",
                "POST /api/admin/v1/clients/#/secrets",
                "GET /api/admin/v1/connections/#",
                "POST /api/admin/v1/connections/#/check",
                "GET /api/admin/v1/applications/#/clients",
                "GET /api/admin/v1/conversations/#/events",
                "GET /api/admin/v1/inbox?state=#",
                "GET /api/admin/v1/inbox/#",
                "POST /api/admin/v1/inbox/#/replay",
                "GET /api/admin/v1/outbox?state=#",
                "POST /api/admin/v1/outbox/#/discard");
    }

    @ParameterizedTest
    @MethodSource("placesWithAnId")
    void anIdThatIsNoneIsRefused(String place) {
        Visitor visitor = Visitor.start(demo);
        String authorization = place.contains("/admin/")
                ? demo.adminAuthorization()
                : place.contains("digital-connect") || place.contains("/api/#")
                        ? demo.clientAuthorization()
                        : visitor.authorization();
        SoftAssertions softly = new SoftAssertions();
        for (String id : BAD_IDS) {
            String line = place.replace("@", "/api/widget/v1/conversations/" + visitor.conversationId())
                    .replace("#", id);
            RawHttp.Answer answer = RawHttp.send(
                    demo,
                    line + " HTTP/1.1\r\nAuthorization: " + authorization
                            + "\r\nAccept: application/json\r\nContent-Type: application/json\r\nContent-Length: 0");
            softly.assertThat(answer.status()).as(id + " -> " + answer.body()).isBetween(400, 499);
            softly.assertThatCode(() -> assertThat(
                                    Json.parse(answer.body()).path("action").asText())
                            .isNotBlank())
                    .as(id + " -> " + answer.status() + " " + answer.body())
                    .doesNotThrowAnyException();
        }
        softly.assertAll();
    }

    @Test
    void anotherVisitorsConversationIsNotThere() {
        Visitor mine = Visitor.start(demo);
        Visitor other = Visitor.start(demo);
        String attachmentId = Http.post(
                        other.path() + "/attachments?name=secret.txt",
                        "secret",
                        "Content-Type",
                        "text/plain",
                        "Authorization",
                        other.authorization())
                .expect(201)
                .json()
                .path("attachmentId")
                .asText();
        String[] me = {"Authorization", mine.authorization(), "Accept", "application/json"};

        Refusal.PROBLEM.check(Http.get(other.path() + "/events", me).expect(404));
        Refusal.PROBLEM.check(
                Http.get(other.path() + "/attachments/" + attachmentId, me).expect(404));
        Refusal.PROBLEM.check(
                Http.get(mine.path() + "/attachments/" + attachmentId, me).expect(404));
        Refusal.PROBLEM.check(
                Http.post(other.path() + "/stream-tickets", "", me).expect(404));
        Refusal.PROBLEM.check(
                mine.command(UUID.randomUUID().toString(), "message.send", Map.of("attachments", List.of(attachmentId)))
                        .expect(400));
    }

    static Stream<String> badAuthorizations() {
        return Stream.of(
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer a.b.c",
                "Bearer eyJhbGciOiJub25lIn0.e30.",
                "Bearer " + "x".repeat(8000),
                "Basic",
                "Basic !!!",
                "Basic Og==",
                "Basic YWRtaW4=",
                "Digest username=\"admin\"",
                "\"");
    }

    @ParameterizedTest
    @MethodSource("badAuthorizations")
    void aCredentialThatIsNoneIsRefusedEverywhere(String authorization) {
        Visitor visitor = Visitor.start(demo);
        for (String path : List.of(
                "/api/widget/v1/conversations/" + visitor.conversationId() + "/commands",
                "/api/digital-connect/talkdesk/conversations/events",
                "/api/call/v1/rooms/room_1/connections",
                "/api/admin/v1/applications",
                "/security/facades/room",
                "/security/oauth/token")) {
            Http.Answer answer = Http.postJson(demo.url() + path, "{}", "Authorization", authorization);
            assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(401);
            assertThat(answer.json().isObject()).as(path).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: ////",
                "Accept: text/csv",
                "Accept-Language: ;;;q=",
                "Content-Type: ////",
                "Content-Length: -1",
                "Content-Length: nine",
                "Content-Length: 99999999999",
                "Transfer-Encoding: sideways",
                "Origin: null",
                "Origin: http://[",
                "X-Forwarded-For: ', , 999.999.999.999",
                "X-Forwarded-Host: a b",
                "Forwarded: for=\"[",
                "Cookie: =;;=",
                "Expect: miracles",
                "Range: bytes=9-1",
                "If-None-Match: \"",
                "Upgrade: h2c",
                "no colon"
            })
    void junkInAHeaderIsNeverOurFault(String header) {
        String application = "GET /api/widget/v1/applications/" + demo.applicationId() + " HTTP/1.1\r\n";
        String start = "POST /api/widget/v1/conversations HTTP/1.1\r\n";

        assertThat(RawHttp.send(demo, application + header).status()).isLessThan(500);
        assertThat(RawHttp.send(demo, start + header).status()).isLessThan(500);
        assertThat(RawHttp.send(demo, start + "Idempotency-Key: \u00e9\u0001\r\n" + header)
                        .status())
                .isLessThan(500);
        assertThat(Http.get(demo.url() + "/api/widget/v1/applications/" + demo.applicationId())
                        .status())
                .isEqualTo(200);
    }

    static Stream<String> positionsThatCannotBe() {
        return Stream.of(
                "9".repeat(4096), "-1", "999999999", "9223372036854775807", "99999999999999999999", "1.5", "x", "1 2");
    }

    @ParameterizedTest
    @MethodSource("positionsThatCannotBe")
    void aStreamFromNowhereSaysReset(String position) throws Exception {
        Visitor visitor = Visitor.start(demo);
        HttpResponse<InputStream> stream = visitor.stream(position);
        try (InputStream body = stream.body()) {
            assertThat(stream.statusCode()).isEqualTo(200);
            StringBuilder begin = new StringBuilder();
            while (begin.indexOf("event: reset") < 0) {
                int next = body.read();
                assertThat(next).as("ended without a reset: " + begin).isNotNegative();
                begin.append((char) next);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("positionsThatCannotBe")
    void aPageFromNowhereIsAProblem(String position) {
        Visitor visitor = Visitor.start(demo);
        Http.Answer answer = Http.get(
                visitor.path() + "/events?after=" + position.replace(" ", "%20"),
                "Authorization",
                visitor.authorization(),
                "Accept",
                "application/json");

        Refusal.PROBLEM.check(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../etc/cron.d/x",
                "..\\..\\boot.ini",
                "/etc/passwd",
                "a%00b.txt",
                "a%0d%0aSet-Cookie:%20b=c.txt",
                "%22;%20x=%22.txt",
                ".",
                "%E2%80%AEtxt.exe",
                ""
            })
    void aFileNameIsOnlyAName(String name) {
        Visitor visitor = Visitor.start(demo);
        Http.Answer uploaded = Http.post(
                visitor.path() + "/attachments?name=" + name.replace("\\", "%5C"),
                "content",
                "Content-Type",
                "text/plain",
                "Authorization",
                visitor.authorization());
        assertThat(uploaded.status()).as(uploaded.body()).isEqualTo(201);
        String kept = uploaded.json().path("name").asText();
        Http.Answer file = Http.get(
                visitor.path() + "/attachments/"
                        + uploaded.json().path("attachmentId").asText(),
                "Authorization",
                visitor.authorization());

        assertThat(kept).isNotBlank().doesNotContain("/", "\\", "\"", "\r", "\n", "\0", "\u202e");
        assertThat(file.expect(200).body()).isEqualTo("content");
        assertThat(file.response().headers().map()).doesNotContainKey("set-cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "////", "text/html", "multipart/form-data", "multipart/form-data; boundary=x"})
    void anUploadOfNoTypeThatIsTakenIsRefused(String type) {
        Visitor visitor = Visitor.start(demo);
        byte[] content = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        var request = Http.request(visitor.path() + "/attachments?name=a", "Authorization", visitor.authorization())
                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(content));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }

        Refusal.PROBLEM.check(Http.send(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "with blank in it"})
    void anIdempotencyKeyThatIsNoneIsRefused(String key) {
        Http.Answer answer = Http.postJson(
                demo.url() + "/api/widget/v1/conversations",
                Map.of("applicationId", demo.applicationId(), "chatMode", "talkdesk-digital-connect"),
                "Idempotency-Key",
                key);

        Refusal.PROBLEM.check(answer);
    }
}
