package io.visavis.gateway.access;

import io.visavis.gateway.kernel.Ids;

/** A set of credentials that we issued to a vendor or a server. */
public record ClientId(String value) {

    public ClientId {
        if (!Ids.isPlain(value)) {
            throw new IllegalArgumentException("not an id");
        }
    }

    /** A new one, sortable by time. */
    public static ClientId next() {
        return new ClientId(Ids.next("cli"));
    }

    @Override
    public String toString() {
        return value;
    }
}
