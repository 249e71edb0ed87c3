package io.visavis.gateway.access;

/** Keys that every node with the same master key has. */
public interface DerivedKeys {

    /** A 256-bit key for one purpose; the same for the same purpose, and it tells nothing of the others. */
    byte[] derive(String purpose);
}
