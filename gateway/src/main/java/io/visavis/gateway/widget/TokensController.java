package io.visavis.gateway.widget;

import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.access.BearerToken;
import io.visavis.gateway.access.IssuedToken;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.schema.JsonBody;
import io.visavis.gateway.widget.RateLimits.Kind;
import io.visavis.gateway.widget.Visitors.Visitor;
import io.visavis.gateway.widget.Wire.StreamTicket;
import io.visavis.gateway.widget.Wire.TokensReply;

/** Keeps a visitor's access alive. */
@Tag(name = "widget")
@Controller("/api/widget/v1/conversations/{id}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TokensController {
    private final JsonBodies bodies;
    private final Visitors visitors;
    private final ResumeTokens resumeTokens;
    private final StreamTickets tickets;
    private final RateLimits limits;

    TokensController(
            JsonBodies bodies, Visitors visitors, ResumeTokens resumeTokens, StreamTickets tickets, RateLimits limits) {
        this.bodies = bodies;
        this.visitors = visitors;
        this.resumeTokens = resumeTokens;
        this.tickets = tickets;
        this.limits = limits;
    }

    /**
     * A new access token and the next resume token, also when the access token has expired. A server gets tokens for a
     * visitor of its application with its own token and an empty body.
     *
     * @param id the conversation
     */
    @Operation(operationId = "renewTokens", summary = "New tokens for the resume token")
    @SecurityRequirement(name = "client", scopes = "widget-server")
    @ApiResponse(responseCode = "401", description = "The resume token is not valid any more.")
    @Post(value = "/tokens", consumes = "*/*")
    HttpResponse<TokensReply> tokens(
            HttpRequest<?> request,
            String id,
            @JsonBody(value = "widget/v1/tokens-request", required = false) @Body @Bindable(defaultValue = "{}")
                    byte[] body) {
        if (bodies.parse(body).isEmpty() && BearerToken.in(request.getHeaders()).isPresent()) {
            Visitor visitor = visitors.requireServer(request, id);
            limits.take(Kind.TOKENS, visitor);
            return reply(
                    visitor.conversation(),
                    resumeTokens.begin(visitor.conversation().id()));
        }
        limits.take(Kind.TOKENS, request);
        String resumeToken =
                bodies.read(body, "widget/v1/tokens-request").get("resumeToken").textValue();
        Conversation conversation = visitors.find(request, id);
        return reply(conversation, resumeTokens.renew(conversation.id(), resumeToken));
    }

    private HttpResponse<TokensReply> reply(Conversation conversation, String resumeToken) {
        IssuedToken access = visitors.issue(conversation.applicationId(), conversation.id());
        return HttpResponse.ok(new TokensReply(access.value(), access.life().toSeconds(), resumeToken))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /**
     * A ticket for one event stream, for a browser's own EventSource.
     *
     * @param id the conversation
     */
    @Operation(operationId = "addStreamTicket", summary = "One-time ticket for an event stream")
    @Post(value = "/stream-tickets", consumes = "*/*")
    HttpResponse<StreamTicket> streamTicket(HttpRequest<?> request, String id) {
        Visitor visitor = visitors.require(request, id);
        limits.take(Kind.STREAM, visitor);
        return HttpResponse.ok(new StreamTicket(
                        tickets.issue(visitor.conversation().id(), visitor.until()), StreamTickets.LIFE.toSeconds()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
