package io.visavis.gateway.video.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.schema.JsonBody;
import io.visavis.gateway.video.Admission;
import io.visavis.gateway.video.Admissions;
import io.visavis.gateway.video.CallLimits;
import io.visavis.gateway.video.CallToken;
import io.visavis.gateway.video.CallTokens;
import io.visavis.gateway.video.api.CallBodies.Check;
import io.visavis.gateway.video.api.CallWire.EngineServer;
import io.visavis.gateway.video.api.CallWire.JoinGrantReply;
import io.visavis.gateway.video.api.CallWire.MediaPolicy;
import io.visavis.gateway.video.api.CallWire.RedeemRequest;
import io.visavis.gateway.video.api.CallWire.WelcomeReply;
import io.visavis.gateway.video.engine.JoinGrant;
import io.visavis.gateway.video.ice.IceGrant;
import io.visavis.gateway.video.ice.IceServers;
import io.visavis.gateway.video.room.CallKind;
import io.visavis.gateway.video.room.Participant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The door of the call API: a ticket, an agent's link or a resume secret becomes a person in a room. */
@Tag(name = "call")
@Controller("/api/call/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RedeemController {

    private static final Pattern REDEEM_KEY = Pattern.compile("[A-Za-z0-9_-]{16,64}");

    private final CallBodies bodies;
    private final CallLimits limits;
    private final Admissions admissions;
    private final CallTokens tokens;
    private final IceServers iceServers;
    private final Entrances entrances;

    RedeemController(
            CallBodies bodies,
            CallLimits limits,
            Admissions admissions,
            CallTokens tokens,
            IceServers iceServers,
            Entrances entrances) {
        this.bodies = bodies;
        this.limits = limits;
        this.admissions = admissions;
        this.tokens = tokens;
        this.iceServers = iceServers;
        this.entrances = entrances;
    }

    /**
     * Lets a person in. A ticket is good for one person: with a {@code redeemKey} of its own the browser may repeat the request, be it
     * after a reload, and is the same person again; without it, or under another one, the ticket is used.
     */
    @Operation(operationId = "redeem", summary = "Enter by a ticket, a link or a resume secret")
    @ApiResponse(responseCode = "401", description = "The resume secret is not valid.")
    @ApiResponse(responseCode = "404", description = "There is no such ticket or link.")
    @ApiResponse(responseCode = "409", description = "The ticket is used, and not under the key that came with it.")
    @ApiResponse(responseCode = "410", description = "The ticket is expired, or the call is over.")
    @Post("/redeem")
    @Consumes(MediaType.ALL)
    HttpResponse<JoinGrantReply> redeem(
            HttpRequest<?> request, @JsonBody("call/v1/redeem-request") @Body byte @Nullable [] body) {
        limits.redeem(request);
        RedeemRequest asked = bodies.read(body, CallBodies.SMALL, RedeemRequest.class);
        Check check = new Check();
        long ways = Stream.of(asked.ticket(), asked.agentLink(), asked.resumeSecret())
                .filter(Objects::nonNull)
                .count();
        check.require(ways == 1, "ticket", "exactly one of ticket, agentLink and resumeSecret is expected");
        if (asked.redeemKey() != null) {
            check.require(asked.ticket() != null, "redeemKey", "belongs to a ticket");
            check.require(
                    REDEEM_KEY.matcher(asked.redeemKey()).matches(),
                    "redeemKey",
                    "16 to 64 characters [A-Za-z0-9_-] that nobody guesses are expected");
        }
        if (asked.kind() != null) {
            check.oneOf("kind", asked.kind(), List.of("video", "audio"));
        }
        String connectionId = asked.connectionId() == null ? null : check.id("connectionId", asked.connectionId());
        String media = entrances.media(check, asked.media());
        check.done();
        CallKind kind = CallKind.ofWire(asked.kind()).orElse(null);
        Admission admission = admission(asked, kind);
        return HttpResponse.ok(reply(admission, connectionId == null ? null : welcome(admission, connectionId, media)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private Admission admission(RedeemRequest asked, @Nullable CallKind kind) {
        if (asked.ticket() != null) {
            return admissions.byTicket(asked.ticket(), kind, asked.redeemKey());
        }
        if (asked.agentLink() != null) {
            return admissions.byAgentLink(asked.agentLink(), kind);
        }
        return admissions.byResumeSecret(Objects.requireNonNull(asked.resumeSecret()));
    }

    /** The grant stands even if the room is full: it may hold the only resume secret of a ticket that is spent now. */
    private @Nullable WelcomeReply welcome(Admission admission, String connectionId, @Nullable String media) {
        Participant person = admission.participant();
        try {
            return entrances.enter(
                    new CallToken(admission.room().id(), person.id(), person.role()), connectionId, media);
        } catch (ProblemException _) {
            return null;
        }
    }

    private static @Nullable EngineServer server(JoinGrant grant) {
        JoinGrant.Server server = grant.server();
        return server == null ? null : new EngineServer(server.url(), server.token());
    }

    private JoinGrantReply reply(Admission admission, @Nullable WelcomeReply welcome) {
        IceGrant ice = iceServers.grant(admission.participant().id().value());
        return new JoinGrantReply(
                admission.room().id().value(),
                admission.participant().id().value(),
                admission.participant().role().wireName(),
                admission.participant().name(),
                admission.resumeSecret(),
                tokens.issue(admission.participant()),
                tokens.lifeSeconds(),
                admission.grant().mode().wireName(),
                admission.room().kind().wireName(),
                ice.iceServers(),
                ice.iceTransportPolicy(),
                MediaPolicy.USUAL,
                admission.room().conversationId() == null
                        ? null
                        : admission.room().conversationId().value(),
                admission.alone() ? admission.participant().role().other().wireName() : null,
                "off",
                server(admission.grant()),
                welcome);
    }
}
