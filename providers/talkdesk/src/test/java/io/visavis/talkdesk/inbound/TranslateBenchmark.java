package io.visavis.talkdesk.inbound;

import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.RawWebhook;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How many deliveries, the contract's samples in turn, one thread recognises and translates a second. {@code ./visavis bench} runs it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TranslateBenchmark {
    private final TalkdeskWebhooks webhooks = new TalkdeskWebhooks(AuthorTypes.parse(AuthorTypes.DEFAULT));
    private final List<RawWebhook> raw = Samples.names().stream()
            .map(name -> Samples.raw("", Samples.bytes(name)))
            .toList();
    private final List<AcceptedWebhook> accepted = raw.stream()
            .map(one -> new AcceptedWebhook("", one.body(), Samples.ARRIVAL))
            .toList();
    private int next;

    @Benchmark
    public List<ProviderEvent> translate() {
        return webhooks.translate(accepted.get(turn()));
    }

    @Benchmark
    public Optional<String> dedupKey() {
        return webhooks.dedupKey(raw.get(turn()));
    }

    private int turn() {
        next = (next + 1) % raw.size();
        return next;
    }
}
