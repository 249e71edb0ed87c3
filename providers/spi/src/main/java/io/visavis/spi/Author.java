package io.visavis.spi;

import org.jspecify.annotations.Nullable;

/** Whose words an event carries. */
public record Author(
        Kind kind, @Nullable String id, @Nullable String name) {

    /** Who spoke. */
    public enum Kind {
        /**
         * The visitor's own words coming back: an echo, or written on another device. Where {@code id} is an agent's whom
         * the conversation knows, the words are that agent's after all: some vendors leave the kind empty.
         */
        VISITOR,
        AGENT,
        /** A machine of ours that speaks for the visitor, or one of the vendor's. */
        BOT,
        /** The contact centre itself. */
        SYSTEM
    }
}
