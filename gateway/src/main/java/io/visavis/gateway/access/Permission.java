package io.visavis.gateway.access;

import java.util.Arrays;
import java.util.Optional;

/** What a client may do; on the wire also an OAuth2 scope. */
public enum Permission {
    /** Deliver webhooks. */
    WEBHOOKS("webhooks"),
    /** Make rooms by the facade. */
    FACADE("facade"),
    /** Act for visitors in the widget API: start conversations, drive them, hand them over. */
    WIDGET_SERVER("widget-server");

    private final String wireName;

    Permission(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<Permission> of(String wireName) {
        return Arrays.stream(values())
                .filter(permission -> permission.wireName.equals(wireName))
                .findFirst();
    }
}
