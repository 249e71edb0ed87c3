package io.visavis.gateway.video.engine;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a browser reaches the others.
 *
 * @param server where the browser goes with what, if it speaks to the engine itself; never null in mode {@link Mode#VENDOR},
 *     null in mode {@link Mode#PEER}
 */
public record JoinGrant(Mode mode, @Nullable Server server) {

    /** The engine's address for browsers, and this person's token there. */
    public record Server(String url, String token) {}

    public JoinGrant {
        if (mode == Mode.VENDOR) {
            Objects.requireNonNull(server, "server");
        }
        if (mode == Mode.PEER && server != null) {
            throw new IllegalArgumentException("peers need no server");
        }
    }

    /** Where a browser's offers go. */
    public enum Mode {
        /** To the other browsers, through the gateway. */
        PEER,
        /** To the engine, through the gateway or at its own address. */
        SERVER,
        /** To the engine, by its own protocol. */
        VENDOR;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
