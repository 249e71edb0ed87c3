package io.visavis.sandbox.conversation;

/** No conversation has this id; it may be from before a restart or a reset. */
public final class UnknownConversationException extends RuntimeException {
    public UnknownConversationException(String id) {
        super("there is no conversation " + id);
    }
}
