package io.visavis.gateway.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is done with a row. */
sealed interface Treatment {

    /** Its events stand in the log, or need not; {@code mark} tells administrators more. */
    record Done(@Nullable Mark mark, @Nullable String note) implements Treatment {
        static Done plain() {
            return new Done(null, null);
        }

        /** Whether there is nothing to tell of it. */
        static boolean isPlain(Treatment treatment) {
            return treatment instanceof Done done && done.mark == null;
        }
    }

    /** Kept for what it belongs to; {@code note} tells administrators what that is, and what happens then. */
    record Hold(Instant until, String note) implements Treatment {
        static final String NOT_SERVED = "waits for its connection, which does not run; asked again at holdUntil";
    }

    /** Set aside for a person. */
    record Park(String note) implements Treatment {}
}
