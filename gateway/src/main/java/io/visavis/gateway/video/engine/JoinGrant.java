package io.visavis.gateway.video.engine;

import java.util.Locale;
import java.util.Map;

/**
 * How a browser reaches the others.
 *
 * @param vendor what the browser's adapter needs in mode {@link Mode#VENDOR}, such as an address and a token; else empty
 */
public record JoinGrant(Mode mode, Map<String, String> vendor) {

    public JoinGrant {
        vendor = Map.copyOf(vendor);
    }

    /** Where a browser's offers go. */
    public enum Mode {
        /** To the other browsers, through the gateway. */
        PEER,
        /** To the engine, through the gateway. */
        SERVER,
        /** To the engine, by its own protocol. */
        VENDOR;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
