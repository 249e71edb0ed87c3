package io.visavis.sandbox.control;

import io.visavis.sandbox.http.Reply;
import java.util.Map;

/** An error answer of the control API: {@code {error, message, action}}. */
final class ControlException extends RuntimeException {

    private final int status;
    private final String error;
    private final String action;

    /**
     * @param error a short word for programs
     * @param action what the caller can do: {@code fix-input}, {@code retry} or {@code none}
     */
    ControlException(int status, String error, String message, String action) {
        super(message);
        this.status = status;
        this.error = error;
        this.action = action;
    }

    static ControlException invalid(String message) {
        return new ControlException(400, "invalid-request", message, "fix-input");
    }

    static ControlException notFound(String message) {
        return new ControlException(404, "not-found", message, "none");
    }

    Reply reply() {
        return Reply.json(status, Map.of("error", error, "message", String.valueOf(getMessage()), "action", action));
    }
}
