package io.visavis.sandbox.settings;

import org.jspecify.annotations.Nullable;

/**
 * Where the gateway is and what it gave this vendor to identify itself with. All optional: a null of an entry point's own
 * settings falls back to the common ones.
 *
 * @param eventsUrl the base path of the integration that receives events
 * @param tokenUrl the gateway's token endpoint
 * @param facadeUrl the room facade
 * @param clientId issued by the gateway, with {@code clientSecret}
 * @param applicationId sent to the facade
 * @param apiKey issued by the gateway, for the placement {@code api-key}
 */
public record GatewaySettings(
        @Nullable String eventsUrl,
        @Nullable String tokenUrl,
        @Nullable String facadeUrl,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String applicationId,
        @Nullable String apiKey) {

    /** The addresses a Visavis gateway has below its public URL. */
    public static GatewaySettings at(String url) {
        var base = url.replaceAll("/+$", "");
        return new GatewaySettings(
                base + "/api/digital-connect/talkdesk/conversations/events",
                base + "/security/oauth/token",
                base + "/security/facades/room",
                null,
                null,
                null,
                null);
    }

    /** These settings where they say something, else {@code common}. */
    public GatewaySettings over(GatewaySettings common) {
        return new GatewaySettings(
                or(eventsUrl, common.eventsUrl),
                or(tokenUrl, common.tokenUrl),
                or(facadeUrl, common.facadeUrl),
                or(clientId, common.clientId),
                or(clientSecret, common.clientSecret),
                or(applicationId, common.applicationId),
                or(apiKey, common.apiKey));
    }

    private static @Nullable String or(@Nullable String own, @Nullable String common) {
        return own == null ? common : own;
    }
}
