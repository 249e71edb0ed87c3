package io.visavis.gateway.widget;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.visavis.gateway.access.Application;
import io.visavis.gateway.access.Applications;
import io.visavis.gateway.access.IssuedToken;
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

/** Who asks: a token is good for the one conversation it names, from a page its application allows. */
@Singleton
final class Visitors {
    private static final Duration ACCESS = Duration.ofHours(1);
    private static final String BEARER = "Bearer ";

    private final TokenIssuer issuer;
    private final TokenVerifier verifier;
    private final Conversations conversations;
    private final Applications applications;
    private final Origins origins;

    Visitors(
            TokenIssuer issuer,
            TokenVerifier verifier,
            Conversations conversations,
            Applications applications,
            Origins origins) {
        this.issuer = issuer;
        this.verifier = verifier;
        this.conversations = conversations;
        this.applications = applications;
        this.origins = origins;
    }

    /**
     * A visitor who has proved to be one.
     *
     * @param until when the access ends
     */
    record Visitor(Conversation conversation, Instant until) {}

    IssuedToken issue(ApplicationId application, ConversationId conversation) {
        return issuer.issue(TokenKind.WIDGET, conversation.value(), Map.of("aid", application.value()), ACCESS);
    }

    /** 401 without a good token; 404 when it is for another conversation than the path names. */
    Visitor require(HttpRequest<?> request, String conversationId) {
        String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthorized("token-missing", "Send the access token as Authorization: Bearer.");
        }
        VerifiedToken token = verifier.verify(
                        TokenKind.WIDGET, header.substring(BEARER.length()).strip())
                .orElseThrow(() -> unauthorized("token-expired", "The access token has expired or is none of ours."));
        if (!token.subject().equals(conversationId)) {
            throw notFound();
        }
        return new Visitor(find(request, conversationId), token.expiresAt());
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
