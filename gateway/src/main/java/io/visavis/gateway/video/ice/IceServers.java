package io.visavis.gateway.video.ice;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hands out ICE servers with credentials of coturn's REST kind: user {@code <expiry in epoch seconds>:<participant>}, password
 * the base64 HMAC-SHA1 of it. SHA-1 is what TURN servers compute; as a MAC it is sound. Safe for use by many threads.
 */
@Singleton
public final class IceServers {

    private final IceSettings settings;
    private final Clock clock;

    IceServers(IceSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Fresh credentials; {@code subject} is an opaque name that may show in the relay's log. */
    public IceGrant grant(String subject) {
        List<IceServer> servers = new ArrayList<>();
        if (!settings.stunUrls().isEmpty()) {
            servers.add(new IceServer(settings.stunUrls(), null, null));
        }
        Long expiresIn = null;
        String secret = settings.turnSecret();
        if (secret != null && !settings.turnUrls().isEmpty()) {
            String username = clock.instant().plus(settings.turnLife()).getEpochSecond() + ":" + subject;
            servers.add(new IceServer(settings.turnUrls(), username, password(secret, username)));
            expiresIn = settings.turnLife().toSeconds();
        }
        return new IceGrant(servers, settings.relayOnly() ? "relay" : "all", expiresIn);
    }

    static String password(String secret, String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
