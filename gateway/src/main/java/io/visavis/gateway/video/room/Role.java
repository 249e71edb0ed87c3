package io.visavis.gateway.video.room;

import java.util.Locale;

/** Which side of the call somebody is on. */
public enum Role {
    VISITOR,
    AGENT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Role other() {
        return this == VISITOR ? AGENT : VISITOR;
    }

    static Role ofWire(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
