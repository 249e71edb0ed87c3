package io.visavis.sandbox.http;

/** Answers one request. Called on a virtual thread of its own, so it may block. */
@FunctionalInterface
public interface Handler {
    Reply handle(Exchange exchange) throws Exception;
}
