package io.visavis.gateway.kernel;

/** A site with its widget, its connections and its clients. */
public record ApplicationId(String value) {

    public ApplicationId {
        Ids.requirePlain(value);
    }

    /** A new one, sortable by time. */
    public static ApplicationId next() {
        return new ApplicationId(Ids.next("app"));
    }

    @Override
    public String toString() {
        return value;
    }
}
