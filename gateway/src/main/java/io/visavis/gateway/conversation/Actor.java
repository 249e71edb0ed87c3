package io.visavis.gateway.conversation;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who did what an event tells; id and name fit their columns, see {@link VendorText}. */
@Serdeable
public record Actor(
        String kind, @Nullable String id, @Nullable String name) {

    public Actor {
        id = VendorText.id(id);
        name = VendorText.name(name);
    }

    /** The kinds of {@code actor.kind} on the wire. */
    public enum Kind {
        VISITOR,
        AGENT,
        BOT,
        SYSTEM;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Actor of(Kind kind, @Nullable String id, @Nullable String name) {
        return new Actor(kind.wireName(), id, name);
    }

    public static Actor visitor() {
        return of(Kind.VISITOR, null, null);
    }

    public static Actor system() {
        return of(Kind.SYSTEM, null, null);
    }
}
