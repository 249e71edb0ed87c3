package io.visavis.acceptance.bench;

import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.CallPage;
import io.visavis.acceptance.browser.CallProof;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Room;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Click on "join" → first remote picture on the screen, measured by the clicking page itself; the other side waits in the room.
 * Each call is a new room and a new page load in a browser that is open already; the very first call of each kind is shown apart,
 * since there everything is met for the first time.
 */
final class CallBench {
    private static final int CALLS = 8;
    private static final Aim FIRST_FRAME = Aim.under(500, "ms");
    /** The preview has its picture, as for a person who looks before clicking. */
    private static final double LOOK_MILLIS = 1000;

    private CallBench() {}

    static void run(Demo demo) {
        try (Browsers browsers = new Browsers()) {
            CallPage agent = new CallPage(browsers.person(900, 640));
            CallPage visitor = new CallPage(browsers.person(900, 640));
            long[] byVisitor = new long[CALLS];
            long[] byAgent = new long[CALLS];
            for (int i = 0; i < CALLS; i++) {
                Room room = Room.make(demo);
                byVisitor[i] = joinToFirstFrame(agent, room.agentUrl(), visitor, room.ticketUrl());
                Room other = Room.make(demo);
                byAgent[i] = joinToFirstFrame(visitor, other.ticketUrl(), agent, other.agentUrl());
            }
            print("visitor joins, agent waits", byVisitor);
            print("agent joins, visitor waits", byAgent);
        }
    }

    private static void print(String what, long[] millis) {
        long first = millis[0];
        long[] warm = Arrays.stream(millis).skip(1).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%s     median %d ms  min %d ms  max %d ms  (%d calls; the first ever %d ms)%s%n",
                what,
                warm[warm.length / 2],
                warm[0],
                warm[warm.length - 1],
                warm.length,
                first,
                FIRST_FRAME.judge((double) warm[warm.length / 2]));
    }

    private static long joinToFirstFrame(CallPage waiting, String waitingAt, CallPage joining, String joiningAt) {
        waiting.open(waitingAt).join();
        waiting.part("call-waiting").waitFor();
        joining.open(joiningAt);
        joining.part("call-join").waitFor();
        joining.page().waitForTimeout(LOOK_MILLIS);
        joining.join();
        // The page keeps its own time; asking it sooner would only take the machine from it.
        joining.page().waitForTimeout(LOOK_MILLIS);
        return Await.until(
                "the first frame",
                Duration.ofSeconds(20),
                () -> CallProof.stats(joining.frame())
                        .map(stats -> stats.path("joinToFirstFrameMs"))
                        .filter(figure -> figure.isNumber())
                        .map(figure -> Math.round(figure.asDouble())));
    }
}
