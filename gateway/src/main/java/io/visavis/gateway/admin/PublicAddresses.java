package io.visavis.gateway.admin;

import io.micronaut.context.annotation.Value;
import io.visavis.gateway.kernel.ConnectionId;
import jakarta.inject.Singleton;

/** What to paste into a vendor's set-up. */
@Singleton
final class PublicAddresses {
    private final String base;

    PublicAddresses(@Value("${visavis.public-url}") String publicUrl) {
        this.base = publicUrl.replaceAll("/+$", "");
    }

    String token() {
        return base + "/security/oauth/token";
    }

    String webhook(String webhookPath, ConnectionId connection) {
        return base + "/api/" + webhookPath + "/" + connection + "/conversations/events";
    }
}
