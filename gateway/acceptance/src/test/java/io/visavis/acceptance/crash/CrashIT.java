package io.visavis.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The gateway is killed while the sandbox sends and the visitor writes; a reader of the visitor's stream comes back after each death
 * and goes on where it was. In each test one home, many deaths.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class CrashIT {
    private static final int KILLED = 137;
    /** With the passing to die at; an answered webhook passes in batches, so many at a time that few come. */
    private static final List<String> POINTS = List.of(
            "webhook-parsed:7",
            "before-commit:25",
            "webhook-stored:7",
            "webhook-answered:2",
            "outbox-leased:4",
            "outbox-sent:4",
            "outbox-answered:4");

    @TempDir
    Path home;

    private Demo demo;
    private Desk desk;
    private Visitor visitor;
    private String vendorId;
    private Traffic traffic;
    private Follower follower;

    @BeforeEach
    void startAChat() {
        demo = Demo.start(home);
        desk = new Desk(demo);
        String email = "crash-" + UUID.randomUUID() + "@example.com";
        visitor = Visitor.start(demo, email, Map.of());
        vendorId = desk.conversationOf(email).path("id").asText();
        desk.accept(vendorId);
        visitor.await("agent.joined");
        follower = Follower.of(visitor);
        traffic = new Traffic(demo, desk, visitor, vendorId);
    }

    @AfterEach
    void stop() {
        follower.close();
        demo.close();
    }

    /**
     * Each life ends at the next point, and its successor works on while it goes on: what one death left is there at the next.
     * The ids of what is lost or doubled name the life in which it was sent.
     */
    @Test
    void nothingAcknowledgedIsLostAtTheNamedPoints() {
        for (String point : POINTS) {
            demo.gateway().kill();
            demo.restartGateway(Map.of("CRASH_AT", point));
            traffic.send(point.replace(':', '-'), 200);
            assertThat(demo.gateway().awaitExit()).as("%s was hit", point).isEqualTo(KILLED);
        }
        demo.restartGateway(Map.of());
        assertNothingLostNothingTwice();
    }

    @Test
    void nothingAcknowledgedIsLostWhenItIsKilledAtAnyMoment() throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            String name = "round-" + round;
            int enough = traffic.webhooks().acknowledged().size() + 20 * (round + 1);
            Thread sending = Thread.ofVirtual().start(() -> traffic.send(name, 1000));
            Await.untilTrue(
                    "some are acknowledged",
                    Await.PATIENCE,
                    () -> traffic.webhooks().acknowledged().size() > enough);
            demo.gateway().kill();
            sending.join();
            demo.restartGateway(Map.of());
        }
        assertNothingLostNothingTwice();
    }

    private void assertNothingLostNothingTwice() {
        traffic.finish();
        assertThat(traffic.commands().acknowledged())
                .isEqualTo(traffic.commands().sent());

        Set<String> hooks =
                traffic.webhooks().sent().stream().map(id -> "hook " + id).collect(Collectors.toSet());
        Set<String> said =
                traffic.commands().sent().stream().map(id -> "said " + id).collect(Collectors.toSet());
        Await.untilTrue("all words are in the visitor's stream", Await.PATIENCE, () -> {
            Set<String> seen = counts().keySet();
            return seen.containsAll(hooks) && seen.containsAll(said);
        });
        Await.untilTrue(
                "the vendor has every message",
                Await.PATIENCE,
                () -> desk.texts(vendorId).containsAll(said));

        assertThat(counts())
                .allSatisfy((text, times) -> assertThat(times).as(text).isEqualTo(1));
        // The vendor drops repeats by idempotency key, so even a request repeated after a crash stands once there.
        assertThat(desk.texts(vendorId)).doesNotHaveDuplicates();
        assertNothingIsMissingOrTwiceInTheStream();
    }

    private Map<String, Long> counts() {
        return follower.events().stream()
                .filter(event -> event.path("type").asText().equals("message.created"))
                .map(event -> event.path("data").path("text").asText())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** Over all its connections it has told the whole log, in its order. */
    private void assertNothingIsMissingOrTwiceInTheStream() {
        List<JsonNode> log = visitor.events();
        Await.untilTrue(
                "the stream's end", Await.PATIENCE, () -> follower.events().size() >= log.size());
        assertThat(follower.events().subList(0, log.size())).isEqualTo(log);
        assertThat(log.stream().map(event -> event.path("position").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, log.size()).boxed().toList());
    }
}
