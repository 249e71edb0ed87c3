package io.visavis.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.gateway.engine.Await;
import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.AttachmentTransfer.Download;
import io.visavis.spi.AttachmentTransfer.Upload;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderException;
import io.visavis.spi.RawWebhook;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real jar that does harm, loaded beside one that works: what it can reach, and what it cannot. */
class ContainmentTest {
    private static final int PLACES = 3;
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final CallLimits LIMITS = new CallLimits(
            Duration.ofSeconds(2),
            SHORT,
            Duration.ofSeconds(2),
            SHORT,
            SHORT,
            SHORT,
            SHORT,
            SHORT,
            Duration.ofMillis(300));

    @TempDir
    Path folder;

    @TempDir
    Path home;

    private final HttpClient http = HttpClient.newHttpClient();
    private final FaultyPlugin.Spell spell = FaultyPlugin.spell();
    private PluginHost host;
    private ContainedProvider faulty;
    private ContainedProvider healthy;

    @BeforeEach
    void load() throws IOException {
        FaultyPlugin.write(folder.resolve("faulty.jar"));
        FaultyPlugin.builder()
                .manifest("Plugin-Id", "healthy")
                .chatMode("healthy")
                .write(folder.resolve("healthy.jar"));
        host = new PluginHost(folder, new PluginCopies(home), new PluginTrust("", ""));
        host.start();
        faulty = provider("acme");
        healthy = provider("healthy");
    }

    @AfterEach
    void unload() {
        spell.close();
        faulty.close();
        healthy.close();
        host.stop();
        http.close();
    }

    private ContainedProvider provider(String id) {
        return provider(id, Map.of());
    }

    private ContainedProvider provider(String id, Map<String, String> settings) {
        Generation generation = host.generation(id).orElseThrow();
        HostContext context =
                new HostContext(id, URI.create("http://localhost"), new LentHttpClient(http), Clock.systemUTC(), null);
        Provider made = generation.factory().create(new ConnectionSettings(settings), context);
        ContainedCalls calls = new ContainedCalls(id, generation.classLoader(), PLACES, Duration.ZERO);
        return new ContainedProvider(id, made, calls, LIMITS);
    }

    private static CommandReceipt send(Provider provider, String fault) {
        return provider.commands()
                .send(new ProviderCommand.SetTyping(fault, new ConversationRef("cnv_1", "v", null), true));
    }

    private static void translate(Provider provider, String fault) {
        provider.webhooks().translate(new AcceptedWebhook("", fault.getBytes(StandardCharsets.UTF_8), Instant.EPOCH));
    }

    private static void assertServed(Provider provider) {
        assertThat(send(provider, "fine").reference()).isEqualTo("sent");
        translate(provider, "fine");
    }

    /** Every call that the SPI has, each told to commit the fault. */
    private static List<Runnable> everyCall(ContainedProvider told, String fault, ProviderDescriptor declared) {
        RawWebhook raw = new RawWebhook("", Map.of(), fault.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
        ConversationRef about = new ConversationRef("cnv_1", fault, null);
        Upload file = new Upload("k", fault, "text/plain", 0, InputStream::nullInputStream);
        return List.of(
                () -> send(told, fault),
                () -> translate(told, fault),
                () -> told.webhooks().dedupKey(raw),
                () -> told.authenticator().orElseThrow().authenticate(raw),
                () -> told.availability().orElseThrow().ask(Map.of("fault", fault)),
                () -> told.availability().orElseThrow().askQueue(fault, Map.of()),
                () -> told.agents().orElseThrow().nameOf(fault),
                () -> told.transcript().orElseThrow().since(about, Instant.EPOCH),
                () -> told.attachments().orElseThrow().upload(about, file),
                () -> told.attachments().orElseThrow().open(about, "fine"),
                () -> told.setup().orElseThrow().inspect(),
                () -> told.setup().orElseThrow().apply(Map.of("fault", fault)),
                () -> told.describe(declared),
                told::check);
    }

    private ContainedProvider toldByItsSettings(String fault) {
        return provider("acme", Map.of("inspect", fault, "describe", fault, "check", fault, "close", fault));
    }

    private ProviderDescriptor declared() {
        return host.descriptor("acme").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "recurse, StackOverflowError",
        "throw-out-of-memory, OutOfMemoryError",
        "too-large-an-array, OutOfMemoryError",
        "missing-class, NoClassDefFoundError",
        "assertion, AssertionError",
        "checked, IOException",
        "null, returned null"
    })
    void whateverACommandMeetsIsAFaultThatNamesItAndTheNextOneIsServed(String fault, String named) {
        assertThatThrownBy(() -> send(faulty, fault))
                .isInstanceOfSatisfying(
                        ProviderFault.class, e -> assertThat(e.timedOut()).isFalse())
                .hasMessageStartingWith("SetTyping ")
                .hasMessageContaining(named);
        assertServed(faulty);
        assertServed(healthy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"recurse", "throw-out-of-memory", "missing-class", "assertion"})
    void everyRoleIsContained(String fault) {
        ContainedProvider told = toldByItsSettings(fault);
        for (Runnable call : everyCall(told, fault, declared())) {
            assertThatThrownBy(call::run).isInstanceOf(ProviderFault.class);
        }
        assertServed(told);
        assertThatThrownBy(told::close).isInstanceOf(ProviderFault.class).hasMessageStartingWith("close threw");
        assertServed(faulty);
        assertServed(healthy);
    }

    @Test
    void everyRoleThatHangsIsLeftBehindAtItsDeadline() throws Exception {
        ContainedProvider told = toldByItsSettings("hang");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            everyCall(told, "hang", declared()).forEach(call -> all.add(threads.submit(call)));
            for (Future<?> call : all) {
                assertThatThrownBy(call::get)
                        .cause()
                        .isInstanceOfSatisfying(
                                ProviderFault.class,
                                e -> assertThat(e.timedOut()).as(e.getMessage()).isTrue());
            }
        }
        assertServed(faulty);
        assertServed(healthy);
        spell.close();
        Await.until("the places are free again", () -> served(told));
    }

    @Test
    void aCloseThatHangsIsLeftBehindAtItsDeadline() {
        ContainedProvider told = toldByItsSettings("hang");
        assertServed(told);

        assertThatThrownBy(told::close)
                .isInstanceOfSatisfying(
                        ProviderFault.class, e -> assertThat(e.timedOut()).isTrue())
                .hasMessageStartingWith("close did not return");
        assertServed(faulty);
        assertServed(healthy);
    }

    @Test
    void commandsThatHangAndIgnoreTheirInterruptTakeTheirOwnPlacesOnly() {
        for (int i = 0; i < PLACES; i++) {
            assertThatThrownBy(() -> send(faulty, "hang"))
                    .isInstanceOfSatisfying(
                            ProviderFault.class, e -> assertThat(e.timedOut()).isTrue());
        }
        assertThatThrownBy(() -> send(faulty, "fine"))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.UNAVAILABLE));
        translate(faulty, "fine");
        assertThat(faulty.availability().orElseThrow().ask(Map.of("fault", "fine")))
                .isNotNull();
        assertServed(healthy);

        spell.close();
        Await.until("the places are free again", () -> served(faulty));
    }

    private static boolean served(Provider provider) {
        try {
            return "sent".equals(send(provider, "fine").reference());
        } catch (ProviderException _) {
            return false;
        }
    }

    @Test
    void aRoleThatKeepsFailingIsLeftAloneForAWhileAndTheOthersAreNot() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> faulty.agents().orElseThrow().nameOf("assertion"))
                    .isInstanceOf(ProviderFault.class);
        }
        assertThatThrownBy(() -> faulty.agents().orElseThrow().nameOf("fine"))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("failed too often");
        assertThat(faulty.availability().orElseThrow().ask(Map.of("fault", "fine")))
                .isNotNull();
        assertThat(healthy.agents().orElseThrow().nameOf("fine")).contains("Ada");
        assertServed(faulty);

        Await.until("it is tried again", () -> {
            try {
                return faulty.agents().orElseThrow().nameOf("fine").isPresent();
            } catch (ProviderException _) {
                return false;
            }
        });
    }

    @Test
    void deliveriesAreTriedHoweverManyFailed() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> translate(faulty, "assertion")).isInstanceOf(ProviderFault.class);
        }
        translate(faulty, "fine");
    }

    @Test
    void aFileThatBreaksOffOrHangsIsAnIoException() {
        ConversationRef about = new ConversationRef("cnv_1", "fine", null);
        for (String fault : List.of("recurse", "hang")) {
            Download file = faulty.attachments().orElseThrow().open(about, fault);
            assertThatThrownBy(() -> file.content().readAllBytes())
                    .as(fault)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("read of a file");
        }
    }

    @Test
    void aProviderThatClosesItsHttpClientClosesItForNobody() throws Exception {
        assertThat(faulty.check().ok()).isTrue();
        assertThat(http.isTerminated()).isFalse();
        var vendor = com.sun.net.httpserver.HttpServer.create(
                new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        vendor.start();
        try {
            URI address = URI.create("http://localhost:" + vendor.getAddress().getPort());
            assertThat(http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(204);
        } finally {
            vendor.stop(0);
        }
    }

    @Test
    void threadsThatNeverEndAreNamedWhenTheirPluginGoes() {
        ClassLoader loader = host.generation("acme").orElseThrow().classLoader();
        assertThat(send(faulty, "threads").reference()).isEqualTo("sent");
        assertServed(healthy);
        faulty.close();
        faulty = provider("acme");

        assertThat(LeftThreads.of(loader)).hasSize(100).containsOnly("left-behind");
        assertServed(healthy);
        spell.close();
        Await.until("none is left", () -> LeftThreads.of(loader).isEmpty());
    }

    /** What a place, a lock or a thread in common would cost is a call's deadline; sharing a busy machine costs less. */
    @Test
    void theOtherProviderKeepsItsLatency() throws Exception {
        medianMicros();
        double before = medianMicros();
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicInteger harm = new AtomicInteger();
        List<String> faults = List.of("hang", "recurse", "throw-out-of-memory", "missing-class", "hang");
        double meanwhile;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                String fault = faults.get(i % faults.size());
                threads.execute(() -> {
                    while (running.get()) {
                        attempt(() -> send(faulty, fault));
                        attempt(() -> translate(faulty, fault));
                        attempt(() -> faulty.availability().orElseThrow().ask(Map.of("fault", fault)));
                        harm.incrementAndGet();
                        pause();
                    }
                });
            }
            Await.until("the harm is under way", () -> harm.get() > 40);
            meanwhile = medianMicros();
            running.set(false);
            spell.close();
        }
        System.out.printf(
                "a healthy provider's call: median %.0f µs alone, %.0f µs beside a bad one%n", before, meanwhile);
        assertThat(meanwhile).isLessThanOrEqualTo(3 * before + 1_000);
    }

    private double medianMicros() {
        long[] nanos = new long[1_000];
        for (int i = 0; i < nanos.length; i++) {
            long begun = System.nanoTime();
            assertServed(healthy);
            nanos[i] = System.nanoTime() - begun;
            LockSupport.parkNanos(1_000_000);
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e3;
    }

    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (ProviderException | ProviderFault _) {
            // As it must.
        }
    }

    /** A storm without a pause would only measure how two cores are shared. */
    private static void pause() {
        LockSupport.parkNanos(20_000_000);
    }
}
