package io.visavis.gateway.storage;

/** Rows of one feature that outlive their use. Beans of this type are asked in turn, by one node at a time. */
public interface Expiring {

    /** What goes, for the log: for example {@code deliveries}. */
    String what();

    /** Removes what is over, in units of work so small that nobody waits for them. Blocks. How many went. */
    long removeExpired();
}
