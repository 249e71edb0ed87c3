package io.visavis.talkdesk.inbound;

import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.RawWebhook;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;

/**
 * Prints how many sample deliveries one thread recognises and translates in a second of its processor time. Not a test: run
 * its {@code main}.
 */
final class TranslateSpeed {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 300_000;
    private static final int MEASURED = 1_000_000;

    private TranslateSpeed() {}

    public static void main(String[] args) {
        TalkdeskWebhooks webhooks = new TalkdeskWebhooks(AuthorTypes.parse(AuthorTypes.DEFAULT));
        List<byte[]> samples = Samples.names().stream().map(Samples::bytes).toList();
        List<RawWebhook> raw =
                samples.stream().map(bytes -> Samples.raw("", bytes)).toList();
        List<AcceptedWebhook> accepted = samples.stream()
                .map(bytes -> new AcceptedWebhook("", bytes, Samples.ARRIVAL))
                .toList();
        for (int round = 0; round < 3; round++) {
            int count = round == 0 ? WARM_UP : MEASURED;
            report(
                    "translate",
                    count,
                    i -> webhooks.translate(accepted.get(i % accepted.size())).size());
            report(
                    "dedupKey",
                    count,
                    i -> webhooks.dedupKey(raw.get(i % raw.size())).isPresent() ? 1 : 0);
        }
    }

    private static void report(String what, int count, Work work) {
        long began = CPU.getCurrentThreadCpuTime();
        long events = 0;
        for (int i = 0; i < count; i++) {
            events += work.run(i);
        }
        double seconds = (CPU.getCurrentThreadCpuTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT, "%s: %,.0f/s, %.2f µs each (%d)%n", what, count / seconds, seconds / count * 1e6, events);
    }

    private interface Work {
        int run(int index);
    }
}
