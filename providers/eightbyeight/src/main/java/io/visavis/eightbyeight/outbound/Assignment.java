package io.visavis.eightbyeight.outbound;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a conversation goes: a queue, or a script that decides (contract 2.4). */
record Assignment(String type, String id) {
    /** The widget's attributes, and the settings that give their defaults. */
    static final String QUEUE_OPTION = "cg-queue-id";

    static final String SCRIPT_OPTION = "cg-script-id";

    /** What the page names, a script before a queue; else what the connection names; null for the channel's own queue. */
    static @Nullable Assignment of(Map<String, String> options, Defaults defaults) {
        Assignment named = of(options);
        if (named != null) {
            return named;
        }
        return first("script", defaults.scriptId(), "queue", defaults.queueId());
    }

    /** What the page names; null for nothing. */
    static @Nullable Assignment of(Map<String, String> options) {
        return first("script", options.get(SCRIPT_OPTION), "queue", options.get(QUEUE_OPTION));
    }

    private static @Nullable Assignment first(
            String type, @Nullable String id, String otherType, @Nullable String otherId) {
        if (id != null && !id.isBlank()) {
            return new Assignment(type, id.strip());
        }
        return otherId == null || otherId.isBlank() ? null : new Assignment(otherType, otherId.strip());
    }
}
