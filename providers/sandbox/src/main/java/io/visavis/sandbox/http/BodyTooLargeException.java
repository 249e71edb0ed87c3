package io.visavis.sandbox.http;

import java.io.IOException;

/** The request body is longer than this server is willing to hold in memory. */
public final class BodyTooLargeException extends IOException {
    public BodyTooLargeException(long limit) {
        super("the body is longer than " + limit + " bytes");
    }
}
