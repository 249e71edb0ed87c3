package io.visavis.gateway.video.api;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.visavis.gateway.video.CallSettings;
import io.visavis.gateway.video.CallToken;
import io.visavis.gateway.video.Presence;
import io.visavis.gateway.video.Welcome;
import io.visavis.gateway.video.api.CallBodies.Check;
import io.visavis.gateway.video.api.CallWire.Peer;
import io.visavis.gateway.video.api.CallWire.Policy;
import io.visavis.gateway.video.api.CallWire.WelcomeReply;
import io.visavis.gateway.video.ice.IceGrant;
import io.visavis.gateway.video.ice.IceServers;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lets a page into its room and words the welcome; with the grant in one trip, or by a request of its own. */
@Singleton
final class Entrances {

    private static final int MEDIA_BYTES = 4 * 1024;

    private final Presence presence;
    private final IceServers iceServers;
    private final CallSettings settings;
    private final JsonMapper json;

    Entrances(Presence presence, IceServers iceServers, CallSettings settings, JsonMapper json) {
        this.presence = presence;
        this.iceServers = iceServers;
        this.settings = settings;
        this.json = json;
    }

    /** What a page says of its microphone and camera as it enters: an object's JSON text, or null when it says nothing. */
    @Nullable
    String media(Check check, @Nullable JsonNode media) {
        if (media == null || media.isNull()) {
            return null;
        }
        String text = write(media);
        check.require(
                media.isObject() && text.getBytes(StandardCharsets.UTF_8).length <= MEDIA_BYTES,
                "media",
                "an object of at most " + MEDIA_BYTES + " bytes is expected");
        return text;
    }

    /** As {@link Presence#connect}. */
    WelcomeReply enter(CallToken caller, String connectionId, @Nullable String media) {
        Welcome welcome = presence.connect(caller, connectionId, media);
        IceGrant ice = iceServers.grant(caller.participantId().value());
        return new WelcomeReply(
                welcome.connectionId(),
                welcome.position(),
                ice.iceServers(),
                ice.iceTransportPolicy(),
                ice.iceExpiresIn(),
                new Policy(settings.grace().toSeconds()),
                welcome.peers().stream().map(this::peer).toList(),
                welcome.startedAt(),
                welcome.now());
    }

    private Peer peer(Welcome.Peer peer) {
        String media = peer.connection().media();
        return new Peer(
                peer.participant().id().value(),
                peer.connection().id(),
                peer.participant().role().wireName(),
                peer.participant().name(),
                media == null ? null : tree(media));
    }

    private JsonNode tree(String text) {
        try {
            return json.readValue(text, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(JsonNode node) {
        try {
            return json.writeValueAsString(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
