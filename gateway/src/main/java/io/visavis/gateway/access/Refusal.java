package io.visavis.gateway.access;

import io.micronaut.http.HttpStatus;
import io.visavis.gateway.problem.ProblemAction;
import org.jspecify.annotations.Nullable;

/** Why a request was not let through, in the words of its answer. */
enum Refusal {
    ADMINISTRATOR(
            HttpStatus.UNAUTHORIZED,
            "sign-in",
            ProblemAction.FIX_INPUT,
            "Sign in as the administrator.",
            "Basic realm=\"visavis\", charset=\"UTF-8\""),
    TOO_MANY(
            HttpStatus.TOO_MANY_REQUESTS,
            "too-many-failures",
            ProblemAction.RETRY,
            "Too many failed tries; wait a minute.",
            null),
    CLIENT_TOKEN(
            HttpStatus.UNAUTHORIZED,
            "token-expired",
            ProblemAction.REFRESH_TOKEN,
            "Get an access token at /security/oauth/token and send it as a bearer token.",
            "Bearer realm=\"visavis\""),
    WIDGET_TOKEN(
            HttpStatus.UNAUTHORIZED,
            "token-expired",
            ProblemAction.REFRESH_TOKEN,
            "The conversation's access token is missing or has ended; get another with the resume token.",
            "Bearer realm=\"visavis\""),
    CALL_TOKEN(
            HttpStatus.UNAUTHORIZED,
            "call-token-expired",
            ProblemAction.REFRESH_TOKEN,
            "The call's token is missing or has ended; redeem the resume secret for another.",
            "Bearer realm=\"visavis\""),
    NOT_ALLOWED(
            HttpStatus.FORBIDDEN, "not-allowed", ProblemAction.NONE, "This client has no permission for that.", null),
    CLOSED(HttpStatus.FORBIDDEN, "closed", ProblemAction.NONE, "Nobody may call this.", null);

    /** Where a request carries its refusal. */
    static final String ATTRIBUTE = "visavis.refusal";

    final HttpStatus status;
    final String slug;
    final ProblemAction action;
    final String detail;
    final @Nullable String challenge;

    Refusal(HttpStatus status, String slug, ProblemAction action, String detail, @Nullable String challenge) {
        this.status = status;
        this.slug = slug;
        this.action = action;
        this.detail = detail;
        this.challenge = challenge;
    }
}
