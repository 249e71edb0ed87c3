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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the layer between gateway and plugin (deadline, bulkhead, threads of its own, class loader) costs a call: calls of a
 * provider that does nothing, through the layer. Not a test: run it on a quiet machine; {@code ./visavis bench} does.
 */
final class PluginCallSpeed {
    private static final int WARM_UP = 50_000;
    private static final int CALLS = 100_000;

    private PluginCallSpeed() {}

    public static void main(String[] arguments) {
        Idle idle = new Idle();
        ClassLoader loader = PluginCallSpeed.class.getClassLoader();
        ContainedProvider contained = new ContainedProvider(
                "bench", idle, loader, new ContainedCalls("bench", loader, 8, Duration.ZERO), CallLimits.USUAL);
        RawWebhook raw = new RawWebhook("", Map.of(), new byte[0], Instant.EPOCH);
        AcceptedWebhook accepted = new AcceptedWebhook("", new byte[0], Instant.EPOCH);
        ProviderCommand typing = new ProviderCommand.SetTyping("key", new ConversationRef("g", "v", null), true);
        print("dedupKey", () -> contained.webhooks().dedupKey(raw));
        print("translate", () -> contained.webhooks().translate(accepted));
        print("send", () -> contained.commands().send(typing));
        contained.close();
    }

    private static void print(String what, Runnable call) {
        for (int i = 0; i < WARM_UP; i++) {
            call.run();
        }
        long[] nanos = new long[CALLS];
        long begun = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            long before = System.nanoTime();
            call.run();
            nanos[i] = System.nanoTime() - before;
        }
        double mean = (System.nanoTime() - begun) / 1e3 / CALLS;
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "plugin layer, %-9s        mean %.1f µs  p50 %.1f µs  p99 %.1f µs a call (aim: under 10 µs)%n",
                what,
                mean,
                nanos[CALLS / 2] / 1e3,
                nanos[CALLS * 99 / 100] / 1e3);
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
