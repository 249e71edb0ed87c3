package io.visavis.gateway.video;

import io.micronaut.http.HttpStatus;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;

/** The problems of calls, by the slugs browsers know. */
public final class CallProblems {

    private CallProblems() {}

    public static ProblemException linkInvalid() {
        return ProblemException.notFound(
                "link-invalid", "This link opens no call. Ask for a new one, or copy it again in full.");
    }

    public static ProblemException ticketExpired() {
        return ProblemException.of(
                HttpStatus.GONE, "ticket-expired", ProblemAction.NONE, "This link has expired. Ask for a new one.");
    }

    public static ProblemException ticketUsed() {
        return ProblemException.of(
                HttpStatus.CONFLICT,
                "ticket-used",
                ProblemAction.NONE,
                "Somebody has joined by this link already. Ask for a new one.");
    }

    public static ProblemException roomClosed() {
        return ProblemException.of(HttpStatus.GONE, "room-closed", ProblemAction.NONE, "This call is over.");
    }

    public static ProblemException roomFull() {
        return ProblemException.of(
                HttpStatus.CONFLICT,
                "room-full",
                ProblemAction.RETRY,
                "There are as many people in this call as it carries.");
    }

    public static ProblemException engineUnavailable() {
        return ProblemException.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "call-engine-unavailable",
                ProblemAction.RETRY,
                "What carries calls cannot be reached now. Try again in a moment.");
    }

    public static ProblemException connectionGone() {
        return ProblemException.of(
                HttpStatus.GONE,
                "connection-gone",
                ProblemAction.RESTART,
                "This connection was given up. Connect again under a new connectionId.");
    }

    public static ProblemException connectionReplaced() {
        return ProblemException.of(
                HttpStatus.GONE,
                "connection-replaced",
                ProblemAction.NONE,
                "The same person goes on with this call elsewhere.");
    }

    public static ProblemException tokenExpired() {
        return ProblemException.of(
                HttpStatus.UNAUTHORIZED,
                "call-token-expired",
                ProblemAction.REFRESH_TOKEN,
                "The call token is missing, wrong or expired. Redeem the resume secret for a new one.");
    }

    public static ProblemException wrongRoom() {
        return ProblemException.of(
                HttpStatus.FORBIDDEN, "wrong-room", ProblemAction.NONE, "This call token belongs to another room.");
    }

    public static ProblemException offerNotOpen() {
        return ProblemException.of(
                HttpStatus.CONFLICT,
                "offer-not-open",
                ProblemAction.NONE,
                "No call is being offered in this room now.");
    }
}
