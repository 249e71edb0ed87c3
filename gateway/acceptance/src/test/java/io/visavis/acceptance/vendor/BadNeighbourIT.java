package io.visavis.acceptance.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Repository;
import io.visavis.acceptance.harness.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway as it is served keeps its pace beside jars that throw, recurse, allocate, start threads, hang in their start, in what is
 * sent and in what is delivered, or would end the process. A place, a lock or a thread in common with a call that hangs would cost
 * its deadline, two seconds at least; so nothing may take half of that.
 */
class BadNeighbourIT {
    private static final double HALF_OF_THE_SHORTEST_DEADLINE = 1_000;
    /** Deliveries of the bad jars' vendor before the pace is taken. */
    private static final int HARM = 50;
    /** Of {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int SPENT_HEAP = 3;
    /** The first end and three more, then it is given up. */
    private static final int MOST_STARTS = 4;

    private static final String BAD = "bad.jar";
    private static final String HANGS = "hangs.jar";
    private static final String ENDS = "ends.jar";

    @TempDir
    Path folder;

    private final AtomicBoolean harming = new AtomicBoolean(true);
    private final AtomicInteger harm = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Demo demo;
    private Path plugins;
    private String application;

    /** An account of a provider: the way in for its deliveries. */
    record Account(String webhookUrl, String apiKey) {
        void deliver(String body) {
            Http.post(webhookUrl, body, "X-API-Key", apiKey, "Content-Type", "application/json")
                    .expect(200, 202, 204);
        }
    }

    @BeforeEach
    void serve() throws IOException {
        plugins = Repository.copyPlugins(Files.createDirectory(folder.resolve("plugins")));
        Files.copy(Repository.file("providers/loopback/target/loopback.jar"), plugins.resolve("loopback.jar"));
        BadJar.write("bad", "", plugins.resolve(BAD));
        demo = Demo.startAsServed(
                Files.createDirectory(folder.resolve("home")), Map.of("VISAVIS_PLUGINS", plugins.toString()));
        application = application();
    }

    @AfterEach
    void stop() {
        harming.set(false);
        // What hangs in it would have it wait.
        demo.gateway().kill();
        demo.close();
        threads.close();
    }

    @Test
    void theOthersKeepTheirPaceAndOutliveASpentHeap() throws IOException {
        Account bad = account("bad");
        Account good = account("loopback");
        Visitor visitor = chat("loopback");
        keepTheirPace(bad, new Neighbour(demo, good, visitor));
        harming.set(false);
        outliveASpentHeap(good, visitor);
    }

    private void keepTheirPace(Account bad, Neighbour good) throws IOException {
        good.pace("warming-up");
        Neighbour.Pace alone = good.pace("alone");

        BadJar.write("hangs", "hang();", plugins.resolve(HANGS));
        BadJar.write("ends", "if (System.nanoTime() == 0) System.exit(1);", plugins.resolve(ENDS));
        beginHarm(bad);
        Await.untilTrue("the harm is under way", Await.PATIENCE, () -> harm.get() > HARM);
        Neighbour.Pace beside = good.pace("beside");
        System.out.printf("alone:           %s%nbeside bad jars: %s%n", alone, beside);

        assertThat(beside.nineTenths().values()).allMatch(millis -> millis < HALF_OF_THE_SHORTEST_DEADLINE);
        awaitNamed(HANGS, "did not start within");
        awaitNamed(ENDS, "java.lang.System.exit");
        assertThat(demo.gateway().alive()).isTrue();
    }

    /** What no process contains ends it, with a status of its own, and what it ended over is given up after some starts. */
    private void outliveASpentHeap(Account good, Visitor visitor) throws IOException {
        good.deliver(Neighbour.message(visitor, "Acknowledged"));
        // In a connection of its own, where nothing that hangs is in the way.
        application = application();
        account("bad");
        Visitor victim = chat("bad");
        String fatal = victim.say(BadJar.FILL);

        assertThat(demo.gateway().awaitExit()).isEqualTo(SPENT_HEAP);
        for (String jar : List.of(HANGS, ENDS)) {
            Files.delete(plugins.resolve(jar));
        }
        startUntilItStays(victim, fatal);

        visitor.awaitMessage("Acknowledged");
        good.deliver(Neighbour.message(visitor, "After it"));
        visitor.awaitMessage("After it");
    }

    /** As a supervisor does, and nobody takes the jar away. */
    private void startUntilItStays(Visitor victim, String fatal) {
        for (int starts = 1; starts <= MOST_STARTS; starts++) {
            demo.startGatewayAgain();
            Await.untilTrue(
                    "it ends, or gives that up",
                    Await.PATIENCE,
                    () -> !demo.gateway().alive() || (isReady() && hasFailed(victim, fatal)));
            if (demo.gateway().alive()) {
                System.out.printf("runs again at start %d%n", starts);
                return;
            }
            assertThat(demo.gateway().awaitExit()).isEqualTo(SPENT_HEAP);
        }
        throw new AssertionError("it still ends after " + MOST_STARTS + " starts");
    }

    private boolean isReady() {
        return Http.get(demo.url() + "/health/readiness").status() == 200;
    }

    private static boolean hasFailed(Visitor victim, String message) {
        return victim.find(
                        "message.failed",
                        data -> data.path("messageId").asText().equals(message))
                .isPresent();
    }

    private void beginHarm(Account bad) {
        for (String fault : BadJar.FAULTS) {
            // In what is sent: commands of one conversation wait for each other, so each has its own.
            chat("bad").say(fault);
            threads.execute(() -> {
                while (harming.get()) {
                    bad.deliver(BadJar.delivery(fault));
                    harm.incrementAndGet();
                    // A storm without a pause would only measure how two cores are shared.
                    LockSupport.parkNanos(100_000_000);
                }
            });
        }
    }

    private void awaitNamed(String jar, String problem) {
        Await.until("what is wrong with " + jar, Await.PATIENCE, () -> {
            for (JsonNode plugin : Http.get(
                            demo.url() + "/api/admin/v1/providers", "Authorization", demo.adminAuthorization())
                    .expect(200)
                    .json()
                    .path("plugins")) {
                if (plugin.path("file").asText().equals(jar)
                        && plugin.path("problem").asText().contains(problem)) {
                    return Optional.of(plugin);
                }
            }
            return Optional.empty();
        });
    }

    private String application() {
        return admin("/applications", Map.of("name", "Shop", "allowedOrigins", List.of()))
                .path("applicationId")
                .asText();
    }

    private Account account(String provider) {
        JsonNode made = admin(
                "/applications/" + application + "/connections",
                Map.of("provider", provider, "name", provider, "webhookCredential", "api-key"));
        return new Account(made.path("webhookUrl").asText(), made.path("apiKey").asText());
    }

    private Visitor chat(String mode) {
        return Visitor.start(
                demo,
                mode + "-" + System.nanoTime() + "@example.com",
                Map.of("applicationId", application, "chatMode", mode, "options", Map.of()));
    }

    private JsonNode admin(String path, Map<String, ?> body) {
        return Http.postJson(demo.url() + "/api/admin/v1" + path, body, "Authorization", demo.adminAuthorization())
                .expect(201)
                .json();
    }
}
