package io.visavis.gateway.plugin;

import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.WebhookReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the layer between gateway and plugin (deadline, bulkhead, threads of its own, class loader) costs a call: calls of a
 * provider that does nothing, through the layer. {@code ./visavis bench} runs it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PluginCallBenchmark {
    private final ClassLoader loader = PluginCallBenchmark.class.getClassLoader();
    private final ContainedProvider contained = new ContainedProvider(
            "bench", new Idle(), new ContainedCalls("bench", loader, 8, Duration.ZERO), CallLimits.USUAL);
    private final RawWebhook raw = new RawWebhook("", Map.of(), new byte[0], Instant.EPOCH);
    private final AcceptedWebhook accepted = new AcceptedWebhook("", new byte[0], Instant.EPOCH);
    private final ProviderCommand typing =
            new ProviderCommand.SetTyping("key", new ConversationRef("g", "v", null), true);

    @Benchmark
    public Optional<String> dedupKey() {
        return contained.webhooks().dedupKey(raw);
    }

    @Benchmark
    public List<ProviderEvent> translate() {
        return contained.webhooks().translate(accepted);
    }

    @Benchmark
    public CommandReceipt send() {
        return contained.commands().send(typing);
    }

    @TearDown
    public void close() {
        contained.close();
    }

    /** Answers at once. */
    private static final class Idle implements Provider, WebhookReceiver {
        @Override
        public CheckResult check() {
            return CheckResult.ok("idle");
        }

        @Override
        public WebhookReceiver webhooks() {
            return this;
        }

        @Override
        public CommandSender commands() {
            return _ -> CommandReceipt.done();
        }

        @Override
        public Optional<String> dedupKey(RawWebhook webhook) {
            return Optional.empty();
        }

        @Override
        public List<ProviderEvent> translate(AcceptedWebhook webhook) {
            return List.of();
        }
    }
}
