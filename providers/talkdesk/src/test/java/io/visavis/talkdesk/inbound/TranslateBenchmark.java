package io.visavis.talkdesk.inbound;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.RawWebhook;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How many deliveries, the contract's samples in turn, one thread keys, checks against their schemas and translates a second.
 * The proof is the gateway's own credential, and no part of this module. {@code ./visavis bench} runs it; it needs this module's
 * folder as its working directory.
 */
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
    private final List<JsonSchema> schemas =
            Samples.names().stream().map(Samples::schema).toList();
    private final ObjectMapper json = new ObjectMapper();
    private int next;

    @Benchmark
    public List<ProviderEvent> translate() {
        return webhooks.translate(accepted.get(turn()));
    }

    @Benchmark
    public Optional<String> dedupKey() {
        return webhooks.dedupKey(raw.get(turn()));
    }

    @Benchmark
    public void keySchemaTranslate(Blackhole blackhole) throws IOException {
        int one = turn();
        blackhole.consume(webhooks.dedupKey(raw.get(one)));
        if (!schemas.get(one).validate(json.readTree(raw.get(one).body())).isEmpty()) {
            throw new IllegalStateException("a sample does not fit its schema");
        }
        blackhole.consume(webhooks.translate(accepted.get(one)));
    }

    private int turn() {
        next = (next + 1) % raw.size();
        return next;
    }
}
