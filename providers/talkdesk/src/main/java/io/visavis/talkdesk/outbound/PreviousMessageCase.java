package io.visavis.talkdesk.outbound;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The letter case of a previous message's type: Talkdesk's reference page and its OpenAPI disagree (contract 2.5). Left to
 * itself it begins in upper case, and whichever form Talkdesk took last is used next time. Thread-safe.
 */
public final class PreviousMessageCase {

    /** The setting's values. */
    public enum Mode {
        UPPER,
        LOWER,
        AUTO
    }

    enum Form {
        UPPER,
        LOWER;

        String apply(String type) {
            return this == UPPER ? type.toUpperCase(Locale.ROOT) : type.toLowerCase(Locale.ROOT);
        }
    }

    private final boolean mayChange;
    private volatile Form preferred;

    public PreviousMessageCase(Mode mode) {
        this.mayChange = mode == Mode.AUTO;
        this.preferred = mode == Mode.LOWER ? Form.LOWER : Form.UPPER;
    }

    Form preferred() {
        return preferred;
    }

    /** The form to try after this one was refused; null when the administrator fixed one. */
    @Nullable
    Form otherThan(Form refused) {
        if (!mayChange) {
            return null;
        }
        return refused == Form.UPPER ? Form.LOWER : Form.UPPER;
    }

    void remember(Form taken) {
        if (mayChange) {
            preferred = taken;
        }
    }
}
