package io.visavis.talkdesk.inbound;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An id field of a delivery, usable or not. Automations fill fields from variables that an administrator picks, so a
 * mistake arrives as an empty string or as the unresolved {@code {{variable}}} itself (contract 3.11).
 *
 * @param field its path in the body, for the administrator
 * @param value the usable id, or null
 * @param problem what is wrong in words, or null: absent and usable ids have none
 */
record VendorId(
        String field, @Nullable String value, @Nullable String problem) {
    /** Contract 2.5 and 2.6 limit every id to 255 characters. */
    private static final int LONGEST = 255;

    static VendorId of(String field, Optional<String> text) {
        if (text.isEmpty()) {
            return new VendorId(field, null, null);
        }
        String id = text.get().strip();
        if (id.isEmpty()) {
            return unusable(field, "is blank: map it to a variable in Talkdesk's action or automation");
        }
        if (id.startsWith("{{")) {
            return unusable(
                    field,
                    "is an unresolved template variable: pick it from the variable list in Talkdesk's automation");
        }
        if (id.length() > LONGEST || id.chars().anyMatch(Character::isISOControl)) {
            return unusable(field, "is no id: longer than " + LONGEST + " characters or with control characters");
        }
        return new VendorId(field, id, null);
    }

    private static VendorId unusable(String field, String problem) {
        return new VendorId(field, null, problem);
    }

    boolean usable() {
        return value != null;
    }

    /** The same, but an absent field is a problem too. */
    VendorId required() {
        return usable() || problem != null ? this : unusable(field, "is missing: check the action's input schema");
    }
}
