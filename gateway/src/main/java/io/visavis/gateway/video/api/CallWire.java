package io.visavis.gateway.video.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.visavis.gateway.video.ice.IceServer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of the call API as they travel, one for each schema in {@code schemas/call/v1}. */
final class CallWire {

    private CallWire() {}

    /**
     * Exactly one of {@code ticket}, {@code agentLink} and {@code resumeSecret}. With a {@code connectionId} the page enters the
     * room in the same trip, as if it had asked for the connection next. A ticket may come with a {@code redeemKey}, made by the
     * browser for it: the same key gets the same person's grant again.
     */
    @Serdeable
    record RedeemRequest(
            @Nullable String ticket,
            @Nullable String redeemKey,
            @Nullable String agentLink,
            @Nullable String resumeSecret,
            @Nullable String kind,
            @Nullable String connectionId,
            @Nullable JsonNode media) {}

    /** How large and lively pictures should be. */
    @Serdeable
    record MediaPolicy(int width, int height, int frameRate, int maxVideoKbps, int screenFrameRate) {
        /** 640x360 is what two shared cores carry with ease; browsers go higher by themselves where there is room. */
        static final MediaPolicy USUAL = new MediaPolicy(640, 360, 24, 1200, 15);
    }

    /**
     * {@code server} is where the browser goes that speaks to the engine itself; absent for mode {@code peer}. {@code welcome} answers a
     * {@code connectionId}; absent when the room did not take the page, which then asks for the reason.
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record JoinGrantReply(
            String roomId,
            String participantId,
            String role,
            String name,
            String resumeSecret,
            String callToken,
            long expiresIn,
            String mode,
            String kind,
            List<IceServer> iceServers,
            String iceTransportPolicy,
            MediaPolicy media,

            @Nullable @JsonInclude(JsonInclude.Include.NON_NULL)
            String conversationId,

            @Nullable String waitingFor,
            String recording,

            @Nullable @JsonInclude(JsonInclude.Include.NON_NULL)
            EngineServer server,

            @Nullable @JsonInclude(JsonInclude.Include.NON_NULL)
            WelcomeReply welcome) {}

    /** The engine's address for browsers, and this person's token there. */
    @Serdeable
    record EngineServer(String url, String token) {}

    @Serdeable
    record ConnectRequest(
            @Nullable String connectionId, @Nullable JsonNode media) {}

    @Serdeable
    record Policy(long graceSeconds) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Peer(
            String participantId,
            String connectionId,
            String role,
            String name,
            @Nullable @Schema(implementation = Object.class) JsonNode media) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record WelcomeReply(
            String connectionId,
            long position,
            List<IceServer> iceServers,
            String iceTransportPolicy,

            @Nullable @JsonInclude(JsonInclude.Include.NON_NULL)
            Long iceExpiresIn,

            Policy policy,
            List<Peer> peers,
            @Nullable Instant startedAt,
            Instant now) {}

    @Serdeable
    record PostedSignal(
            @Nullable String id,
            @Nullable String to,
            @Nullable String type,
            @Nullable JsonNode data) {}

    @Serdeable
    record SignalsRequest(
            @Nullable String connectionId, @Nullable List<PostedSignal> signals) {}

    /** Numbers beyond those used here pass through unread. {@code remoteSilent}: connected to somebody who sends nothing. */
    @Serdeable
    record QualityRequest(
            @Nullable String connectionId,
            @Nullable String level,
            @Nullable String reason,
            @Nullable Boolean hasRemoteVideo,
            @Nullable Boolean hasRemoteAudio,
            @Nullable Boolean remoteSilent) {}

    /** {@code callToken} stands in for the header where a browser cannot set one. */
    @Serdeable
    record LeaveRequest(
            @Nullable String connectionId,
            @Nullable String reason,
            @Nullable String callToken) {}

    @Serdeable
    record DeviceCheckRequest(
            @Nullable String camera,
            @Nullable String microphone,
            @Nullable String browser) {}
}
