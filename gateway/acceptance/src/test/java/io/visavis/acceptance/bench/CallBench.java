package io.visavis.acceptance.bench;

import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.CallPage;
import io.visavis.acceptance.browser.CallProof;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Room;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.LongStream;

/** Click on "join" → first remote frame, the agent waiting in the room, both browsers warm. */
final class CallBench {
    private static final int CALLS = 7;

    private CallBench() {}

    static void run(Demo demo) {
        try (Browsers browsers = new Browsers()) {
            CallPage agent = new CallPage(browsers.person(900, 640));
            CallPage visitor = new CallPage(browsers.person(900, 640));
            long[] millis = LongStream.range(0, CALLS)
                    .map(_ -> joinToFirstFrame(agent, visitor, Room.make(demo)))
                    .sorted()
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "join to first remote frame     median %d ms  min %d ms  max %d ms  (%d calls)%n",
                    millis[CALLS / 2],
                    millis[0],
                    millis[CALLS - 1],
                    CALLS);
        }
    }

    private static long joinToFirstFrame(CallPage agent, CallPage visitor, Room room) {
        agent.open(room.agentUrl()).join();
        agent.part("call-waiting").waitFor();
        visitor.open(room.ticketUrl()).join();
        return Await.until(
                "the first frame",
                Duration.ofSeconds(20),
                () -> CallProof.stats(visitor.frame())
                        .map(stats -> stats.path("joinToFirstFrameMs"))
                        .filter(figure -> figure.isNumber())
                        .map(figure -> Math.round(figure.asDouble())));
    }
}
