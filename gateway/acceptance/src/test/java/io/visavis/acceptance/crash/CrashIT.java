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
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The gateway is killed while the vendor sends and the visitor writes: in each test one home, many deaths. */
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

    @BeforeEach
    void startAChat() {
        demo = Demo.start(home);
        desk = new Desk(demo);
        String email = "crash-" + UUID.randomUUID() + "@example.com";
        visitor = Visitor.start(demo, email, Map.of());
        vendorId = desk.conversationOf(email).path("id").asText();
        desk.accept(vendorId);
        visitor.await("agent.joined");
        traffic = new Traffic(demo, visitor, vendorId);
    }

    @AfterEach
    void stop() {
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
        traffic.sendAgain();
        assertThat(traffic.webhooks().acknowledged())
                .isEqualTo(traffic.webhooks().sent());
        assertThat(traffic.commands().acknowledged())
                .isEqualTo(traffic.commands().sent());

        List<String> hooks =
                traffic.webhooks().sent().stream().map(id -> "hook " + id).toList();
        List<String> said =
                traffic.commands().sent().stream().map(id -> "said " + id).toList();
        Await.untilTrue(
                "every webhook's event is in the log",
                Await.PATIENCE,
                () -> counts().keySet().containsAll(hooks));
        Await.untilTrue(
                "the vendor has every message",
                Await.PATIENCE,
                () -> desk.texts(vendorId).containsAll(said));

        Map<String, Long> counts = counts();
        assertThat(counts)
                .allSatisfy((text, times) -> assertThat(times).as(text).isEqualTo(1));
        assertThat(counts.keySet()).containsAll(said);
        // The vendor drops repeats by idempotency key, so even a request repeated after a crash stands once there.
        assertThat(desk.texts(vendorId)).doesNotHaveDuplicates();
        assertPositionsHaveNoGap();
    }

    private Map<String, Long> counts() {
        return visitor.events().stream()
                .filter(event -> event.path("type").asText().equals("message.created"))
                .map(event -> event.path("data").path("text").asText())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private void assertPositionsHaveNoGap() {
        long expected = 1;
        for (JsonNode event : visitor.events()) {
            assertThat(event.path("position").asLong()).isEqualTo(expected++);
        }
    }
}
