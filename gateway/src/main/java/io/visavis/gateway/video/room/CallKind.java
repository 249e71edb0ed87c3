package io.visavis.gateway.video.room;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a call carries when it begins; either side may switch its camera later. */
public enum CallKind {
    VIDEO,
    AUDIO;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a name that is none of ours. */
    public static Optional<CallKind> ofWire(@Nullable String name) {
        for (CallKind kind : values()) {
            if (kind.wireName().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
