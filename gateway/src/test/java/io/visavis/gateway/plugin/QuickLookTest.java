package io.visavis.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who waits for a plugin looks on only while that is worth the processor. */
class QuickLookTest {
    private final QuickLook look = new QuickLook();

    @Test
    void anAnswerThatComesWhileSomebodyLooksIsSeen() {
        Answer answer = new Answer(3);

        look.at(answer);

        assertThat(answer.looks).isEqualTo(3);
    }

    @Test
    void afterALookInVainTheNextCallersSleepAtOnceAndThenOneTriesAgain() {
        look.at(new Answer(Integer.MAX_VALUE));

        Answer quick = new Answer(1);
        int slept = (int) IntStream.generate(() -> lookedAt(quick))
                .takeWhile(looks -> looks == 0)
                .limit(1000)
                .count();

        assertThat(slept).isEqualTo(16);
        assertThat(quick.looks).isOne();
    }

    private int lookedAt(Answer answer) {
        look.at(answer);
        return answer.looks;
    }

    /** Is there at the n-th look. */
    private static final class Answer extends CompletableFuture<String> {
        private final int at;
        private int looks;

        Answer(int at) {
            this.at = at;
        }

        @Override
        public boolean isDone() {
            looks++;
            return looks >= at;
        }
    }
}
