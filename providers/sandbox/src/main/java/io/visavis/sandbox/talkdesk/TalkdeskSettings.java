package io.visavis.sandbox.talkdesk;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.settings.GatewaySettings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be set about the fake Talkdesk while it runs.
 *
 * @param clients OAuth clients that may call the API
 * @param touchpoints known touchpoints; any other id is answered with 404
 * @param tokenLifetimeSeconds {@code expires_in} of issued tokens (contract 2.2: no value is known, so test short ones)
 * @param previousMessagesCase which spelling of {@code previous_messages[].type} is accepted (2.5: the sources disagree)
 * @param requireIdempotencyKey 400 for a POST without {@code x-idempotency-key}
 * @param attachmentReadySeconds how long a new attachment cannot be used in a message yet (206 until then)
 * @param linkSeconds how long signed links are valid (2.10)
 * @param events how events are sent
 */
public record TalkdeskSettings(
        List<OAuthClient> clients,
        List<Touchpoint> touchpoints,
        long tokenLifetimeSeconds,
        TypeCase previousMessagesCase,
        boolean requireIdempotencyKey,
        double attachmentReadySeconds,
        long linkSeconds,
        EventSettings events) {

    /** Well-known values, so that a demo needs nothing copied from page to page. They guard nothing but this stand-in. */
    public static final TalkdeskSettings DEFAULT = new TalkdeskSettings(
            List.of(new OAuthClient("sandbox-client", "sandbox-secret", Scopes.ALL, List.of())),
            List.of(new Touchpoint("9a3b1c5d-2e4f-4a6b-8c7d-0e1f2a3b4c5d", "Video support", null)),
            600,
            TypeCase.ANY,
            false,
            0,
            600,
            EventSettings.DEFAULT);

    public TalkdeskSettings {
        clients = List.copyOf(clients);
        touchpoints = List.copyOf(touchpoints);
    }

    /**
     * A client as made in Talkdesk's Builder.
     *
     * @param keys public keys as JWK objects, for client assertions
     */
    public record OAuthClient(String clientId, String clientSecret, List<String> scopes, List<JsonNode> keys) {
        public OAuthClient {
            scopes = scopes == null ? Scopes.ALL : List.copyOf(scopes);
            keys = keys == null ? List.of() : List.copyOf(keys);
        }
    }

    /**
     * A touchpoint of the account.
     *
     * @param gateway where its events go, as far as that differs from the common settings
     */
    public record Touchpoint(
            String id, @Nullable String name, @Nullable GatewaySettings gateway) {}

    /** Which letter case is taken. */
    public enum TypeCase {
        @JsonProperty("any")
        ANY,
        @JsonProperty("upper")
        UPPER,
        @JsonProperty("lower")
        LOWER
    }

    /** The same settings with this client in place of the one of its id. */
    TalkdeskSettings with(OAuthClient changed) {
        var others = clients.stream()
                .map(client -> client.clientId().equals(changed.clientId()) ? changed : client)
                .toList();
        return new TalkdeskSettings(
                others,
                touchpoints,
                tokenLifetimeSeconds,
                previousMessagesCase,
                requireIdempotencyKey,
                attachmentReadySeconds,
                linkSeconds,
                events);
    }

    Optional<OAuthClient> client(String id) {
        return clients.stream().filter(client -> client.clientId().equals(id)).findFirst();
    }

    Optional<Touchpoint> touchpoint(@Nullable String id) {
        return touchpoints.stream()
                .filter(touchpoint -> touchpoint.id().equals(id))
                .findFirst();
    }
}
