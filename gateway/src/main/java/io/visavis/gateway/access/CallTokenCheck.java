package io.visavis.gateway.access;

/** How the table asks the calls whether a call token is theirs and still good. Does no I/O. */
@FunctionalInterface
public interface CallTokenCheck {

    boolean accepts(String token);
}
