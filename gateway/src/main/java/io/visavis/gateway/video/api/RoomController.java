package io.visavis.gateway.video.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.schema.JsonBody;
import io.visavis.gateway.video.CallLimits;
import io.visavis.gateway.video.CallToken;
import io.visavis.gateway.video.Presence;
import io.visavis.gateway.video.QualityReports;
import io.visavis.gateway.video.api.CallBodies.Check;
import io.visavis.gateway.video.api.CallWire.ConnectRequest;
import io.visavis.gateway.video.api.CallWire.LeaveRequest;
import io.visavis.gateway.video.api.CallWire.QualityRequest;
import io.visavis.gateway.video.api.CallWire.WelcomeReply;
import io.visavis.gateway.video.ice.IceGrant;
import io.visavis.gateway.video.ice.IceServers;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Being in a room: entering, measuring, leaving. */
@Tag(name = "call")
@Controller("/api/call/v1/rooms/{roomId}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
final class RoomController {

    private static final List<String> LEVELS = List.of("good", "fair", "poor");
    private static final List<String> LEAVE_REASONS = List.of("left", "hangup", "pagehide");
    private static final int REASON_LENGTH = 32;

    private final CallBodies bodies;
    private final CallCallers callers;
    private final CallLimits limits;
    private final Presence presence;
    private final QualityReports quality;
    private final IceServers iceServers;
    private final Entrances entrances;

    RoomController(
            CallBodies bodies,
            CallCallers callers,
            CallLimits limits,
            Presence presence,
            QualityReports quality,
            IceServers iceServers,
            Entrances entrances) {
        this.bodies = bodies;
        this.callers = callers;
        this.limits = limits;
        this.presence = presence;
        this.quality = quality;
        this.iceServers = iceServers;
        this.entrances = entrances;
    }

    @Operation(operationId = "addConnectionToRoom", summary = "Enter a room")
    @ApiResponse(responseCode = "409", description = "The room is full.")
    @ApiResponse(responseCode = "410", description = "The call is over.")
    @Post("/connections")
    WelcomeReply connect(
            HttpRequest<?> request, String roomId, @JsonBody("call/v1/connect-request") @Body byte @Nullable [] body) {
        CallToken caller = caller(request, roomId);
        ConnectRequest asked = bodies.read(body, CallBodies.SMALL, ConnectRequest.class);
        Check check = new Check();
        String connectionId = check.id("connectionId", asked.connectionId());
        String media = entrances.media(check, asked.media());
        check.done();
        return entrances.enter(caller, connectionId, media);
    }

    @Operation(operationId = "reportQuality", summary = "Tell how the call is")
    @ApiResponse(responseCode = "410", description = "The call is over, or the connection is gone.")
    @Post("/quality")
    @Status(HttpStatus.NO_CONTENT)
    HttpResponse<Void> quality(
            HttpRequest<?> request, String roomId, @JsonBody("call/v1/quality-report") @Body byte @Nullable [] body) {
        CallToken caller = caller(request, roomId);
        QualityRequest report = bodies.read(body, CallBodies.SMALL, QualityRequest.class);
        Check check = new Check();
        String connectionId = check.id("connectionId", report.connectionId());
        String level = check.oneOf("level", report.level(), LEVELS);
        String reason = report.reason() == null ? "none" : report.reason();
        check.require(reason.length() <= REASON_LENGTH, "reason", "a short code is expected");
        check.done();
        boolean remote = Stream.of(report.hasRemoteVideo(), report.hasRemoteAudio(), report.remoteSilent())
                .anyMatch(Boolean.TRUE::equals);
        quality.report(caller, connectionId, level, reason, remote);
        return HttpResponse.noContent();
    }

    @Operation(operationId = "leaveRoom", summary = "Leave a room")
    @Post("/leave")
    @Status(HttpStatus.NO_CONTENT)
    HttpResponse<Void> leave(
            HttpRequest<?> request, String roomId, @JsonBody("call/v1/leave-request") @Body byte @Nullable [] body) {
        LeaveRequest asked = bodies.read(body, CallBodies.SMALL, LeaveRequest.class);
        CallToken caller = callers.require(request, roomId, asked.callToken());
        Check check = new Check();
        String connectionId = check.id("connectionId", asked.connectionId());
        String reason = asked.reason() == null ? "left" : check.oneOf("reason", asked.reason(), LEAVE_REASONS);
        check.done();
        presence.leave(caller, connectionId, reason);
        return HttpResponse.noContent();
    }

    @Operation(operationId = "closeRoom", summary = "End a call for both")
    @Post("/close")
    @Status(HttpStatus.NO_CONTENT)
    HttpResponse<Void> close(HttpRequest<?> request, String roomId) {
        presence.close(caller(request, roomId));
        return HttpResponse.noContent();
    }

    @Operation(operationId = "renewIceServers", summary = "New addresses and passwords of relays")
    @Post("/ice")
    IceGrant ice(HttpRequest<?> request, String roomId) {
        return iceServers.grant(caller(request, roomId).participantId().value());
    }

    private CallToken caller(HttpRequest<?> request, String roomId) {
        CallToken caller = callers.require(request, roomId);
        limits.call(caller);
        return caller;
    }
}
