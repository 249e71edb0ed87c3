package io.visavis.spi;

import org.jspecify.annotations.Nullable;

/** Whose words an event carries. */
public record Author(
        Kind kind, @Nullable String id, @Nullable String name) {

    public enum Kind {
        /** The visitor's own words coming back: an echo, or written on another device. */
        VISITOR,
        AGENT,
        BOT,
        SYSTEM
    }
}
