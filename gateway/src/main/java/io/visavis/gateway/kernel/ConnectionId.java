package io.visavis.gateway.kernel;

/** One configured account of a contact centre. */
public record ConnectionId(String value) {

    public ConnectionId {
        Ids.requirePlain(value);
    }

    /** A new one, sortable by time. */
    public static ConnectionId next() {
        return new ConnectionId(Ids.next("con"));
    }

    @Override
    public String toString() {
        return value;
    }
}
