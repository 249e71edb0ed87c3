package io.visavis.gateway.widget;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.visavis.gateway.access.Application;
import io.visavis.gateway.access.Applications;
import io.visavis.gateway.access.BearerToken;
import io.visavis.gateway.access.ClientCaller;
import io.visavis.gateway.access.IssuedToken;
import io.visavis.gateway.access.ServerCallers;
import io.visavis.gateway.access.TokenIssuer;
import io.visavis.gateway.access.TokenKind;
import io.visavis.gateway.access.TokenVerifier;
import io.visavis.gateway.access.VerifiedToken;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks. A visitor's token is good for the one conversation it names, from a page its application allows; a server's for
 * all conversations of its application, or of its one connection.
 */
@Singleton
final class Visitors {
    /** Life of an access token. */
    static final Duration ACCESS = Duration.ofHours(1);

    private final TokenIssuer issuer;
    private final TokenVerifier verifier;
    private final ServerCallers servers;
    private final Conversations conversations;
    private final Applications applications;
    private final Origins origins;

    Visitors(
            TokenIssuer issuer,
            TokenVerifier verifier,
            ServerCallers servers,
            Conversations conversations,
            Applications applications,
            Origins origins) {
        this.issuer = issuer;
        this.verifier = verifier;
        this.servers = servers;
        this.conversations = conversations;
        this.applications = applications;
        this.origins = origins;
    }

    /**
     * A visitor who has proved to be one, or the server that acts for one.
     *
     * @param until when the access ends
     * @param server null for the visitor in person
     */
    record Visitor(
            Conversation conversation,
            Instant until,
            @Nullable ClientCaller server) {
        boolean isServer() {
            return server != null;
        }
    }

    IssuedToken issue(ApplicationId application, ConversationId conversation) {
        return issuer.issue(TokenKind.WIDGET, conversation.value(), Map.of("aid", application.value()), ACCESS);
    }

    /** 401 without a good token; 404 when it is for another conversation than the path names. */
    Visitor require(HttpRequest<?> request, String conversationId) {
        String bearer = BearerToken.in(request.getHeaders())
                .orElseThrow(() -> unauthorized("token-missing", "Send the access token as Authorization: Bearer."));
        Optional<VerifiedToken> token = verifier.verify(TokenKind.WIDGET, bearer);
        if (token.isEmpty()) {
            return requireServer(request, conversationId);
        }
        if (!token.get().subject().equals(conversationId)) {
            throw notFound();
        }
        return new Visitor(find(request, conversationId), token.get().expiresAt(), null);
    }

    /** 401 without a server's token; 404 for a conversation that is not its application's. */
    Visitor requireServer(HttpRequest<?> request, String conversationId) {
        ClientCaller server = server(request)
                .orElseThrow(() -> unauthorized("token-missing", "Send a client's token as Authorization: Bearer."));
        Conversation conversation = find(request, conversationId);
        boolean reaches = conversation.applicationId().equals(server.applicationId())
                && (server.connectionId() == null || conversation.connectionId().equals(server.connectionId()));
        if (!reaches) {
            throw notFound();
        }
        return new Visitor(conversation, server.expiresAt(), server);
    }

    /** The server that asks; empty when nobody shows a token, 401 when it is none that holds. */
    Optional<ClientCaller> server(HttpRequest<?> request) {
        if (BearerToken.in(request.getHeaders()).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(servers.find(request.getHeaders())
                .orElseThrow(() -> unauthorized("token-expired", "The access token has expired or is none of ours.")));
    }

    /** The conversation, for a request that proves itself by other means than the access token. */
    Conversation find(HttpRequest<?> request, String conversationId) {
        if (!Ids.isPlain(conversationId)) {
            throw notFound();
        }
        Conversation conversation =
                conversations.find(new ConversationId(conversationId)).orElseThrow(Visitors::notFound);
        Application application =
                applications.find(conversation.applicationId()).orElseThrow(Visitors::notFound);
        origins.require(request, application);
        return conversation;
    }

    static ProblemException notFound() {
        return ProblemException.notFound("conversation-not-found", "There is no such conversation for this token.");
    }

    static ProblemException unauthorized(String slug, String detail) {
        return ProblemException.of(HttpStatus.UNAUTHORIZED, slug, ProblemAction.REFRESH_TOKEN, detail);
    }
}
