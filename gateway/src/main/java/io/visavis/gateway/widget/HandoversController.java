package io.visavis.gateway.widget;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.access.Application;
import io.visavis.gateway.access.Applications;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.schema.JsonBody;
import io.visavis.gateway.widget.RateLimits.Kind;
import io.visavis.gateway.widget.Visitors.Visitor;
import io.visavis.gateway.widget.Wire.HandoverReply;
import io.visavis.gateway.widget.Wire.StartReply;
import org.jspecify.annotations.Nullable;

/** From a server, for instance a bot's, to the visitor's own browser. */
@Tag(name = "widget")
@Controller("/api/widget/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HandoversController {
    /** What the loader looks for in a page's address. */
    static final String FRAGMENT = "#visavis-handover=";

    private final JsonBodies bodies;
    private final Visitors visitors;
    private final Handovers handovers;
    private final StartReplies replies;
    private final Applications applications;
    private final RateLimits limits;

    HandoversController(
            JsonBodies bodies,
            Visitors visitors,
            Handovers handovers,
            StartReplies replies,
            Applications applications,
            RateLimits limits) {
        this.bodies = bodies;
        this.visitors = visitors;
        this.handovers = handovers;
        this.replies = replies;
        this.applications = applications;
        this.limits = limits;
    }

    /**
     * A one-time token, and a link with it where the application names its site. The ones before it are void.
     *
     * @param id the conversation, of the calling server's application
     */
    @Operation(operationId = "addHandover", summary = "Hand a conversation over to its visitor")
    @ApiResponse(responseCode = "409", description = "The conversation is over.")
    @Post(value = "/conversations/{id}/handovers", consumes = "*/*")
    @Status(HttpStatus.CREATED)
    HttpResponse<HandoverReply> make(HttpRequest<?> request, String id) {
        Visitor visitor = visitors.requireServer(request, id);
        limits.take(Kind.TOKENS, visitor);
        Conversation conversation = visitor.conversation();
        VisitorCommands.requireRunning(conversation);
        String token = handovers.make(conversation.id());
        String site = applications
                .find(conversation.applicationId())
                .map(Application::siteUrl)
                .orElse(null);
        return HttpResponse.created(new HandoverReply(
                        token,
                        site == null ? null : site + FRAGMENT + token,
                        handovers.life().toSeconds()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /**
     * Takes a conversation over, once. The same key again gets new tokens for a while, should the first answer be lost.
     *
     * @param key unguessable and new for each token, for example a UUID
     */
    @Operation(operationId = "redeemHandover", summary = "Take a conversation over")
    @ApiResponse(responseCode = "404", description = "There is no such token.")
    @ApiResponse(responseCode = "409", description = "The token is used.")
    @ApiResponse(responseCode = "410", description = "The token is expired, or a newer one made it void.")
    @Post("/handovers")
    HttpResponse<StartReply> redeem(
            HttpRequest<?> request,
            @Nullable @Header("Idempotency-Key") String key,
            @JsonBody("widget/v1/handover-request") @Body byte @Nullable [] body) {
        limits.take(Kind.TOKENS, request);
        String token =
                bodies.read(body, "widget/v1/handover-request").get("token").textValue();
        if (key != null && !StartController.KEY.matcher(key).matches()) {
            throw ProblemException.invalid("Idempotency-Key", "must be 8 to 128 visible ASCII characters");
        }
        // A site that may not use the application spends nothing.
        Conversation _ = visitors.find(request, handovers.conversationOf(token).value());
        return HttpResponse.ok(replies.of(handovers.redeem(token, key))).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
