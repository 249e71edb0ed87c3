package io.visavis.spi;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether anyone is there, and how long it may take. Asked rarely and cached by the gateway. */
@Incubating(review = "2027-03-01")
public interface Availability {

    /**
     * Asks the vendor now.
     *
     * @param options the widget's options, which may name a queue
     * @throws ProviderException classified like a command
     */
    Report ask(Map<String, String> options);

    /**
     * Asks for one queue, for those who wait in it; only the wait counts. Asked at most a few times a minute for each queue,
     * however many wait.
     *
     * @param queueId as {@link ProviderEvent.ConversationQueued} named it
     * @param options those that the conversation began with
     * @throws ProviderException classified like a command
     */
    default Report askQueue(String queueId, Map<String, String> options) {
        return ask(options);
    }

    /** Whether somebody serves chats now. */
    enum State {
        OPEN,
        CLOSED,
        /** The vendor does not say, or could not be asked. */
        UNKNOWN
    }

    /** How sure a wait is. */
    enum Confidence {
        /** The vendor says so. */
        PROVIDER,
        /** Reckoned from what others waited lately. */
        ESTIMATED,
        /** Nobody says. */
        UNKNOWN
    }

    /**
     * What the vendor says of its opening and its queue.
     *
     * @param opensAt when closed: the next opening, if known
     * @param waiting people in the queue
     * @param waitSeconds expected wait
     */
    record Report(
            State state,
            @Nullable Instant opensAt,
            @Nullable Integer waiting,
            @Nullable Long waitSeconds,
            Confidence confidence) {

        /** The wait, where there is one, is the vendor's own word. */
        public Report(State state, @Nullable Instant opensAt, @Nullable Integer waiting, @Nullable Long waitSeconds) {
            this(state, opensAt, waiting, waitSeconds, waitSeconds == null ? Confidence.UNKNOWN : Confidence.PROVIDER);
        }
    }
}
