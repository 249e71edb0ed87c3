package io.visavis.sandbox.conversation;

/** An agent's action does not fit the state the conversation is in. */
public final class ActionRefusedException extends RuntimeException {

    private final String error;

    /**
     * A refusal with its reason.
     *
     * @param error a short word for programs, such as {@code conversation-ended}
     */
    public ActionRefusedException(String error, String message) {
        super(message);
        this.error = error;
    }

    public String error() {
        return error;
    }
}
