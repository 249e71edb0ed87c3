package io.visavis.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Frame;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * When a call counts: over three seconds, on both sides, decoded frames, encoded frames and heard sound rise, the
 * connection is up and the page has noted no error. On a machine that is short of breath the pictures may need a second or
 * third look to be quick enough (a page that sends more than it can encode takes some seconds to notice); they must move, be
 * heard and be free of errors in every one. A look in which not even the voice came as it should proves nothing of the pictures:
 * the machine stood still, and it does not count among the three.
 */
public final class CallProof {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AFTER_A_REST = Duration.ofSeconds(75);
    private static final double WINDOW_MILLIS = 3000;
    /** Half of 20 fps: two browsers and a gateway share two cores here. */
    private static final int FRAMES = 30;

    private static final int WINDOWS = 3;
    /** Half a minute: as long as a machine may stand still. */
    private static final int MOST_WINDOWS = 10;
    /** Nine of ten packets of the voice in a window, at 50 a second. */
    private static final int VOICE = 135;

    private static final String STATS = """
        async () => {
          const find = (root) => {
            for (const element of root.querySelectorAll('*')) {
              if (typeof element.callStats === 'function') return element;
              const inside = element.shadowRoot && find(element.shadowRoot);
              if (inside) return inside;
            }
            return null;
          };
          const host = find(document);
          return host ? JSON.stringify(await host.callStats()) : null;
        }""";

    private CallProof() {}

    /** The counters of the call in this frame, once there is one. */
    public static Optional<JsonNode> stats(Frame frame) {
        Object text = frame.evaluate(STATS);
        return text instanceof String json ? Optional.of(Json.parse(json)) : Optional.empty();
    }

    public static void awaitConnected(Frame frame) {
        awaitConnected(frame, PATIENCE);
    }

    public static void awaitConnected(Frame frame, Duration patience) {
        Await.untilTrue(
                "the call is connected in " + frame.url(),
                patience,
                () -> stats(frame)
                        .filter(stats -> stats.path("connectionState").asText().equals("connected"))
                        .isPresent());
    }

    /** Pictures and sound in both directions. */
    public static void assertSeenAndHeard(Frame one, Frame other) {
        prove(one, other, true);
    }

    /**
     * As {@link #assertSeenAndHeard}, once there was time for it: a page whose pictures came too slowly rests from them for
     * twenty seconds before it tries again.
     */
    public static void awaitSeenAndHeard(Frame one, Frame other) {
        Await.untilTrue("pictures and sound in both directions", AFTER_A_REST, () -> {
            try {
                prove(one, other, true);
                return true;
            } catch (AssertionError e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Sound in both directions. */
    public static void assertHeard(Frame one, Frame other) {
        prove(one, other, false);
    }

    /** Pictures and sound come in, whatever goes out. */
    public static void assertSeesAndHears(Frame listener) {
        awaitConnected(listener);
        JsonNode before = stats(listener).orElseThrow();
        Await.untilTrue("pictures and sound come in", PATIENCE, () -> {
            JsonNode now = stats(listener).orElseThrow();
            return rise(before, now, "framesDecoded") >= FRAMES
                    && rise(before, now, "audioPacketsReceived") >= VOICE
                    && rise(before, now, "totalAudioEnergy") > 0;
        });
        assertThat(stats(listener).orElseThrow().path("errors")).isEmpty();
    }

    private static void prove(Frame one, Frame other, boolean pictures) {
        awaitConnected(one);
        awaitConnected(other);
        int counting = 0;
        for (int window = 1; ; window++) {
            JsonNode oneBefore = stats(one).orElseThrow();
            JsonNode otherBefore = stats(other).orElseThrow();
            one.page().waitForTimeout(WINDOW_MILLIS);
            JsonNode oneAfter = stats(one).orElseThrow();
            JsonNode otherAfter = stats(other).orElseThrow();
            if (voiceCame(oneBefore, oneAfter) && voiceCame(otherBefore, otherAfter)) {
                counting++;
            }
            int frames = counting == WINDOWS || window == MOST_WINDOWS ? FRAMES : 1;
            assertRose(oneBefore, oneAfter, pictures ? frames : 0);
            assertRose(otherBefore, otherAfter, pictures ? frames : 0);
            if (!pictures || (fluent(oneBefore, oneAfter) && fluent(otherBefore, otherAfter))) {
                return;
            }
        }
    }

    private static boolean voiceCame(JsonNode before, JsonNode after) {
        return rise(before, after, "audioPacketsReceived") >= VOICE;
    }

    private static boolean fluent(JsonNode before, JsonNode after) {
        return rise(before, after, "framesDecoded") >= FRAMES && rise(before, after, "framesEncoded") >= FRAMES;
    }

    /** @param frames how many more pictures at least; 0 where there are none */
    private static void assertRose(JsonNode before, JsonNode after, int frames) {
        String both = "before " + before + "\nafter " + after;
        assertThat(after.path("connectionState").asText()).as(both).isEqualTo("connected");
        assertThat(after.path("errors")).as(both).isEmpty();
        assertThat(rise(before, after, "audioPacketsReceived")).as(both).isGreaterThan(50);
        assertThat(rise(before, after, "totalAudioEnergy")).as(both).isPositive();
        if (frames > 0) {
            assertThat(rise(before, after, "framesDecoded")).as(both).isGreaterThanOrEqualTo(frames);
            assertThat(rise(before, after, "framesEncoded")).as(both).isGreaterThanOrEqualTo(frames);
            assertThat(after.path("width").asInt()).as(both).isPositive();
        }
    }

    private static double rise(JsonNode before, JsonNode after, String counter) {
        return after.path(counter).asDouble() - before.path(counter).asDouble();
    }
}
