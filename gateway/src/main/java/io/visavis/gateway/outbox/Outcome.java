package io.visavis.gateway.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one attempt, decided and not yet written. */
sealed interface Outcome {

    /** Whether it proves that the vendor is there: a refusal is an answer too. */
    default boolean vendorAnswered() {
        return false;
    }

    /** Short name for the attempt's row and the metrics. */
    String name();

    /** Words for administrators; null when there is nothing to say. */
    @Nullable
    String detail();

    /**
     * The vendor took it.
     *
     * @param shortfall what it did not take, for the visitor
     */
    record Taken(@Nullable String reference, @Nullable String shortfall) implements Outcome {
        @Override
        public String name() {
            return "taken";
        }

        @Override
        public boolean vendorAnswered() {
            return true;
        }

        @Override
        public @Nullable String detail() {
            return shortfall;
        }
    }

    /** Not needed any more, or nothing the vendor knows. */
    record Dropped(String detail) implements Outcome {
        @Override
        public String name() {
            return "dropped";
        }
    }

    /**
     * To be tried again.
     *
     * @param reason code for the visitor's panel
     * @param maybeArrived the vendor may have it
     */
    record Postponed(String reason, String detail, Duration delay, boolean maybeArrived) implements Outcome {
        @Override
        public String name() {
            return reason;
        }
    }

    /**
     * Given up.
     *
     * @param reason code for the visitor's panel
     */
    record Failed(String reason, String detail) implements Outcome {
        /** The vendor understood and will never take it. */
        static final String REJECTED = "rejected";
        /** Its connection is gone for good, and the conversation with it. */
        static final String CONNECTION_REMOVED = "connection-removed";

        @Override
        public String name() {
            return reason;
        }

        @Override
        public boolean vendorAnswered() {
            return reason.equals(REJECTED);
        }
    }

    /** The vendor says that the conversation is over. */
    record Over(String detail) implements Outcome {
        @Override
        public String name() {
            return "conversation-over";
        }

        @Override
        public boolean vendorAnswered() {
            return true;
        }
    }
}
