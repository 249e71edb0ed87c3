package io.visavis.eightbyeight.signature;

import io.visavis.eightbyeight.WireSchemas;
import io.visavis.eightbyeight.inbound.EightByEightWebhooks;
import io.visavis.eightbyeight.inbound.SystemMessages;
import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.Verdict;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Locale;

/**
 * Prints how many deliveries one thread proves, keys, checks against their schema and translates in a second of its processor
 * time. Not a test: run its {@code main} from this module's folder.
 */
final class DeliverySpeed {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 50_000;

    private DeliverySpeed() {}

    public static void main(String[] args) {
        RawWebhook raw = Fixture.of("fixture-signed-delivery.json").webhook();
        AcceptedWebhook accepted = new AcceptedWebhook("", raw.body(), raw.receivedAt());
        SignedDeliveries signatures = new SignedDeliveries(
                SignatureMode.REQUIRED, keyId -> new PublicKeys.Found(KEY), "acmesupport01", Duration.ofMinutes(10));
        EightByEightWebhooks webhooks = new EightByEightWebhooks(SystemMessages.HIDE);
        Work prove = () -> signatures.authenticate(raw) instanceof Verdict.Accepted ? 1 : 0;
        Work translate = () -> webhooks.translate(accepted).size();
        Work schema = () -> WireSchemas.errors("event-message", WireSchemas.read(raw.body()))
                .size();
        for (int round = 0; round < 3; round++) {
            int count = round == 0 ? WARM_UP : MEASURED;
            report("signature", count, prove);
            report("translate", count, translate);
            report("schema", count, schema);
            report(
                    "all of it",
                    count,
                    () -> prove.run()
                            + webhooks.dedupKey(raw).map(String::length).orElse(0)
                            + schema.run()
                            + translate.run());
        }
    }

    private static final PublicKey KEY = Fixture.key();

    private static void report(String what, int count, Work work) {
        long began = CPU.getCurrentThreadCpuTime();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += work.run();
        }
        double seconds = (CPU.getCurrentThreadCpuTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT, "%s: %,.0f/s, %.2f µs each (%d)%n", what, count / seconds, seconds / count * 1e6, sum);
    }

    private interface Work {
        int run();
    }
}
