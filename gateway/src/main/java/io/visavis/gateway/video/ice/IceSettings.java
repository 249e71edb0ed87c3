package io.visavis.gateway.video.ice;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The servers that help two browsers meet.
 *
 * <p>Peer to peer shows each side the other's address, so calls go through the relay only as soon as there is one; {@code
 * VISAVIS_RELAY_ONLY} overrides that either way.
 */
@Context
public final class IceSettings {

    private final List<String> stunUrls;
    private final List<String> turnUrls;
    private final @Nullable String turnSecret;
    private final boolean relayOnly;
    private final Duration turnLife;

    IceSettings(
            @Property(name = "visavis.stun-urls") @Nullable List<String> stunUrls,
            @Property(name = "visavis.turn-urls") @Nullable List<String> turnUrls,
            @Property(name = "visavis.turn-secret") @Nullable String turnSecret,
            @Property(name = "visavis.relay-only") @Nullable Boolean relayOnly,
            @Property(name = "visavis.turn-life", defaultValue = "2h") Duration turnLife) {
        this.stunUrls = present(stunUrls);
        this.turnUrls = present(turnUrls);
        this.turnSecret = turnSecret == null || turnSecret.isBlank() ? null : turnSecret;
        if (!this.turnUrls.isEmpty() && this.turnSecret == null) {
            throw new ConfigurationException(
                    "VISAVIS_TURN_URLS needs VISAVIS_TURN_SECRET: set it to the secret the TURN server"
                            + " has, for example coturn's static-auth-secret.");
        }
        this.relayOnly = relayOnly == null ? !this.turnUrls.isEmpty() : relayOnly;
        if (this.relayOnly && this.turnUrls.isEmpty()) {
            throw new ConfigurationException(
                    "VISAVIS_RELAY_ONLY=true needs VISAVIS_TURN_URLS, for example turns:turn.example:443.");
        }
        this.turnLife = turnLife;
    }

    List<String> stunUrls() {
        return stunUrls;
    }

    List<String> turnUrls() {
        return turnUrls;
    }

    @Nullable
    String turnSecret() {
        return turnSecret;
    }

    boolean relayOnly() {
        return relayOnly;
    }

    Duration turnLife() {
        return turnLife;
    }

    private static List<String> present(@Nullable List<String> urls) {
        return urls == null
                ? List.of()
                : urls.stream().map(String::strip).filter(url -> !url.isEmpty()).toList();
    }
}
