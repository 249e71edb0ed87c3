package io.visavis.acceptance.bench;

import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.Visitor;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Webhook accepted → event on the browser's stream, 200 streams, H2 with durable commits. */
final class WebhookBench {
    private static final int STREAMS = 200;
    private static final int CONNECTIONS = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final int STEADY = 500;

    private static final Aim ACCEPTED = Aim.over(4_000, "/s");
    private static final Aim STEADY_P99 = Aim.under(20, "ms");

    private WebhookBench() {}

    static void run(Demo demo) throws Exception {
        try (BrowserStreams streams = new BrowserStreams()) {
            run(demo, streams);
        }
    }

    private static void run(Demo demo, BrowserStreams streams) throws Exception {
        URI gateway = URI.create(demo.url());
        WebhookLoad load = new WebhookLoad(gateway, demo.clientAuthorization(), conversations(demo, streams), streams);
        load.closedLoop(CONNECTIONS, WARM_UP);
        settle(streams);
        streams.restart();

        long accepted = load.closedLoop(CONNECTIONS, MEASURED);
        long inTime = streams.arrivedSinceRestart();
        settle(streams);
        Latencies closed = streams.restart();
        load.steady(CONNECTIONS, MEASURED, STEADY);
        settle(streams);
        Latencies steady = streams.restart();
        long empty = EmptyEndpoint.closedLoop(gateway, CONNECTIONS, MEASURED.dividedBy(2)) * 2;

        double seconds = MEASURED.toSeconds();
        System.out.printf(
                Locale.ROOT,
                "closed loop, accepted          %.0f /s%s%n",
                accepted / seconds,
                ACCEPTED.judge(accepted / seconds));
        System.out.printf(
                Locale.ROOT, "closed loop, on the stream     %.0f /s   %s%n", inTime / seconds, closed.summary());
        System.out.printf(
                Locale.ROOT,
                "at %d/s, on the stream        %s%s%n",
                STEADY,
                steady.summary(),
                STEADY_P99.judge(steady.percentileMillis(0.99)));
        System.out.printf(Locale.ROOT, "empty endpoint, same server    %.0f /s%n", empty / seconds);
        System.out.printf(Locale.ROOT, "ratio accepted : empty         1 : %.1f%n", (double) empty / accepted);
        System.out.printf(Locale.ROOT, "lost %d, refused %d%n", streams.missing(), load.refused());
    }

    private static List<String> conversations(Demo demo, BrowserStreams streams) throws Exception {
        Desk desk = new Desk(demo);
        List<String> vendorIds = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            String email = "bench-" + i + "@example.com";
            Visitor visitor = Visitor.start(demo, email, Map.of());
            vendorIds.add(desk.conversationOf(email).path("id").asText());
            streams.open(URI.create(demo.url()), visitor);
        }
        return vendorIds;
    }

    /** Waits until the streams have caught up, so that one phase does not burden the next. */
    private static void settle(BrowserStreams streams) {
        Await.untilTrue("the streams catch up", Duration.ofSeconds(60), () -> streams.missing() == 0);
    }
}
