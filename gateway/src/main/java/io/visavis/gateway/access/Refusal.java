package io.visavis.gateway.access;

import io.micronaut.http.HttpStatus;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Why a request was not let through, in the words of its answer. */
enum Refusal {
    ADMINISTRATOR(
            HttpStatus.UNAUTHORIZED,
            "sign-in",
            ProblemAction.FIX_INPUT,
            "Sign in as the administrator: user " + Administrator.NAME + ", with the password in the file "
                    + Administrator.FILE
                    + " of the gateway's home folder, or with VISAVIS_ADMIN_PASSWORD if that is set.",
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
            "The client's access token is missing, wrong or has ended: get one at /security/oauth/token with the client's"
                    + " credentials and send it as a bearer token.",
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
    NO_ROOMS(
            HttpStatus.FORBIDDEN,
            "not-allowed",
            ProblemAction.NONE,
            lacks("may not make rooms", Permission.FACADE),
            null),
    NO_VISITORS(
            HttpStatus.FORBIDDEN,
            "not-allowed",
            ProblemAction.NONE,
            lacks("may not act for visitors", Permission.WIDGET_SERVER),
            null),
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

    /** Permissions do not change: who lacks one needs another client. */
    private static String lacks(String what, Permission permission) {
        return "This client " + what + ": it lacks the permission " + permission.wireName()
                + ", or its token was asked for without that scope. The administrator gives permissions to a new client, at"
                + " /api/admin/v1/applications/{id}/clients.";
    }

    /** As a problem, where a route itself refuses. */
    ProblemException problem() {
        return ProblemException.of(status, slug, action, detail);
    }
}
