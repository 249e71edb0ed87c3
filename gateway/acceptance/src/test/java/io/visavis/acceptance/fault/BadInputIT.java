package io.visavis.acceptance.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Json;
import io.visavis.acceptance.harness.SharedDemo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Every door takes what is good, and refuses all else in its own words: never a 5xx, never a yes to what it drops. */
@ExtendWith(SharedDemo.class)
@ResourceLock(value = SharedDemo.VENDOR, mode = ResourceAccessMode.READ)
class BadInputIT {
    private static final String JSON = "application/json";
    private static final String HUGE = "x".repeat(200_000);

    private final Demo demo;
    private final List<Door> doors;

    BadInputIT(Demo demo) {
        this.demo = demo;
        this.doors = new Doors(demo).all();
    }

    @Test
    void noDoorIsForgotten() {
        assertThat(ServersOwnDoors.without(doors, demo)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> aBadBodyIsRefused() {
        return atEachDoor((door, softly) -> {
            for (BadBody bad : BadBody.all()) {
                Http.Answer answer =
                        door.send(bad.content().get(), JSON, bad.headers().toArray(String[]::new));
                if (door.takesAnyJson() && bad.validJson()) {
                    softly.assertThat(answer.status()).as(bad.name()).isEqualTo(200);
                } else {
                    refused(softly, door, bad.name(), answer);
                }
            }
        });
    }

    /** Unpacked before anyone counts, these would be more than the process has, which then ends. */
    @TestFactory
    Stream<DynamicTest> aSmallBodyThatUnpacksToMuchTakesNoMemory() {
        byte[] bomb = BadBody.zipped(256 << 20);
        return atEachDoor((door, softly) -> IntStream.range(0, 4)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> door.send(bomb, JSON, "Content-Encoding", "gzip")))
                .toList()
                .forEach(answer -> refused(softly, door, "a bomb", answer.join())));
    }

    @TestFactory
    Stream<DynamicTest> aValueOfTheWrongTypeIsRefused() {
        return atEachDoor((door, softly) -> {
            for (String path : paths(door.document())) {
                ObjectNode document = door.document();
                wrongTypes(document.at(path)).forEach((name, value) -> {
                    Http.Answer answer = door.send(with(door.document(), path, value), JSON);
                    if (door.takesAnyJson()) {
                        softly.assertThat(answer.status())
                                .as(path + " is " + name)
                                .isEqualTo(200);
                    } else if (path.startsWith("/context/") && (value instanceof Number || value instanceof Boolean)) {
                        // Free parameters may be numbers and flags, says their schema.
                        softly.assertThat(answer.status())
                                .as(path + " is " + name)
                                .isEqualTo(201);
                    } else {
                        refused(softly, door, path + " is " + name, answer);
                    }
                });
            }
        });
    }

    @Test
    void aSettingThatTheProviderCannotUseIsRefusedByName() {
        Door connections = doors.stream()
                .filter(door -> door.name().equals("admin connections"))
                .findFirst()
                .orElseThrow();
        ObjectNode document = connections.document();
        ((ObjectNode) document.path("settings")).put("api-base-url", "true");

        Http.Answer answer = connections.send(bytes(document), JSON);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("settings.api-base-url");
    }

    @TestFactory
    Stream<DynamicTest> anOddTextIsTakenOrRefusedInWords() {
        return atEachDoor((door, softly) -> {
            for (String path : paths(door.document())) {
                if (door.document().at(path).isTextual()) {
                    oddTexts().forEach((name, text) -> {
                        Http.Answer answer = door.send(with(door.document(), path, text), JSON);
                        takenOrRefused(softly, door, path + " is " + name, answer);
                    });
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> anotherMethodOrContentTypeIsRefused() {
        return atEachDoor((door, softly) -> {
            byte[] good = bytes(door.document());
            for (String method : List.of("GET", "PATCH", "HEAD", "TRACE", "BREW")) {
                Http.Answer answer =
                        door.send(method, method.equals("GET") || method.equals("HEAD") ? new byte[0] : good, JSON);
                softly.assertThat(answer.status()).as(method).isLessThan(500);
            }
            for (String type :
                    List.of("text/plain", "multipart/form-data", "application/json; charset=nope", "////", "")) {
                takenOrRefused(softly, door, "content type " + type, door.send(bytes(door.document()), type));
            }
        });
    }

    private interface Attempt {
        void at(Door door, SoftAssertions softly);
    }

    /** Afterwards each door still takes what is good. */
    private Stream<DynamicTest> atEachDoor(Attempt attempt) {
        return doors.stream()
                .map(door -> DynamicTest.dynamicTest(door.name(), () -> {
                    SoftAssertions softly = new SoftAssertions();
                    attempt.at(door, softly);
                    Http.Answer good = door.send(bytes(door.document()), JSON);
                    softly.assertThat(good.status())
                            .as("good again: " + good.body())
                            .isBetween(200, 204);
                    softly.assertAll();
                }));
    }

    private static void takenOrRefused(SoftAssertions softly, Door door, String what, Http.Answer answer) {
        if (answer.status() < 200 || answer.status() > 204) {
            refused(softly, door, what, answer);
        }
    }

    private static void refused(SoftAssertions softly, Door door, String what, Http.Answer answer) {
        softly.assertThatCode(() -> door.form().check(answer))
                .as(what + " -> " + answer.status() + " " + start(answer.body()))
                .doesNotThrowAnyException();
    }

    private static String start(String body) {
        return body.substring(0, Math.min(300, body.length()));
    }

    /** Values of all other types than the good one's. */
    private static Map<String, Object> wrongTypes(JsonNode good) {
        Map<String, Object> wrong = new LinkedHashMap<>();
        if (!good.isNumber() && !good.isTextual()) {
            wrong.put("a number", 42);
        }
        if (!good.isTextual()) {
            wrong.put("a text", "nope");
        } else {
            wrong.put("a number", 42.5);
            wrong.put("true", true);
        }
        if (!good.isArray()) {
            wrong.put("an array", List.of());
            wrong.put("an array of null", java.util.Collections.singletonList(null));
        } else {
            wrong.put("an array of null", java.util.Collections.singletonList(null));
            wrong.put("an array of arrays", List.of(List.of(1)));
        }
        if (!good.isObject()) {
            wrong.put("an object", Map.of("a", Map.of("b", 1)));
        }
        return wrong;
    }

    private static Map<String, String> oddTexts() {
        Map<String, String> odd = new LinkedHashMap<>();
        odd.put("empty", "");
        odd.put("blank", " \t\n ");
        odd.put("huge", HUGE);
        odd.put("NUL", "a\0b");
        odd.put("half a surrogate pair", "\ud83d");
        odd.put("beyond the basic plane", "Ελένη 🙂 e\u0301 \u202edcba\u202c");
        odd.put("a path", "../../../../etc/passwd");
        odd.put("a template", "{{conversation_id}}");
        odd.put("a quote", "'; drop table outbox; --");
        odd.put("mark-up", "<script>alert(1)</script>");
        odd.put("lines", "a\r\nSet-Cookie: b=c");
        odd.put("percent", "%00%ff%zz");
        return odd;
    }

    /** JSON pointers of everything in the document. */
    private static List<String> paths(JsonNode document) {
        return document.properties().stream()
                .flatMap(field ->
                        pathsBelow("/" + field.getKey().replace("~", "~0").replace("/", "~1"), field.getValue()))
                .toList();
    }

    private static Stream<String> pathsBelow(String at, JsonNode node) {
        Stream<String> below = node.isObject()
                ? paths(node).stream().map(path -> at + path)
                : node.isArray() && node.size() > 0 && node.get(0).isObject()
                        ? paths(node.get(0)).stream().map(path -> at + "/0" + path)
                        : Stream.empty();
        return Stream.concat(Stream.of(at), below);
    }

    private static byte[] with(ObjectNode document, String path, Object value) {
        int last = path.lastIndexOf('/');
        JsonNode parent = last == 0 ? document : document.at(path.substring(0, last));
        ((ObjectNode) parent).set(path.substring(last + 1), Json.node(value));
        return bytes(document);
    }

    /** As JSON in ASCII, so that half a surrogate pair arrives as it is. */
    private static byte[] bytes(JsonNode document) {
        StringBuilder ascii = new StringBuilder();
        document.toString().chars().forEach(c -> {
            if (c < 0x80) {
                ascii.append((char) c);
            } else {
                ascii.append(String.format("\\u%04x", c));
            }
        });
        assertThat(ascii).isNotEmpty();
        return ascii.toString().getBytes(UTF_8);
    }
}
