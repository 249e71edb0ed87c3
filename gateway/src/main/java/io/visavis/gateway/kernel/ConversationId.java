package io.visavis.gateway.kernel;

/** One visitor's chat, from its start to its end. */
public record ConversationId(String value) {

    public ConversationId {
        Ids.requirePlain(value);
    }

    /** A new one, sortable by time. */
    public static ConversationId next() {
        return new ConversationId(Ids.next("cnv"));
    }

    @Override
    public String toString() {
        return value;
    }
}
