package io.visavis.gateway.plugin;

import java.util.Locale;

/**
 * Why a connection has no provider, or not the newest.
 *
 * @param detail for the administrator: what is wrong and what to do; never a secret
 */
public record Absence(Reason reason, String detail) {

    /** What stands in the way. */
    public enum Reason {
        /** No running jar serves it. */
        NOT_INSTALLED,
        /** The jar that runs does not take its settings. */
        SETTINGS_REFUSED,
        /** The jar that runs broke down over it. */
        PLUGIN_FAILED;

        /** As conversations tell it. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
