package io.visavis.eightbyeight.signature;

import io.visavis.eightbyeight.WireSchemas;
import io.visavis.eightbyeight.inbound.EightByEightWebhooks;
import io.visavis.eightbyeight.inbound.SystemMessages;
import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.Verdict;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How many deliveries one thread proves, keys, checks against their schema and translates a second. {@code ./visavis bench}
 * runs it; it needs this module's folder as its working directory.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DeliveryBenchmark {
    private final PublicKey key = Fixture.key();
    private final RawWebhook raw = Fixture.of("fixture-signed-delivery.json").webhook();
    private final AcceptedWebhook accepted = new AcceptedWebhook("", raw.body(), raw.receivedAt());
    private final SignedDeliveries signatures = new SignedDeliveries(
            SignatureMode.REQUIRED, _ -> new PublicKeys.Found(key), "acmesupport01", Duration.ofMinutes(10));
    private final EightByEightWebhooks webhooks = new EightByEightWebhooks(SystemMessages.HIDE);

    @Benchmark
    public Verdict signature() {
        return signatures.authenticate(raw);
    }

    @Benchmark
    public List<ProviderEvent> translate() {
        return webhooks.translate(accepted);
    }

    @Benchmark
    public void signatureKeySchemaTranslate(Blackhole blackhole) {
        if (!(signatures.authenticate(raw) instanceof Verdict.Accepted)) {
            throw new IllegalStateException("the fixture's signature does not hold");
        }
        blackhole.consume(webhooks.dedupKey(raw));
        blackhole.consume(WireSchemas.errors("event-message", WireSchemas.read(raw.body())));
        blackhole.consume(webhooks.translate(accepted));
    }
}
