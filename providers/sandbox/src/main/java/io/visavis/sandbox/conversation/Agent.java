package io.visavis.sandbox.conversation;

/**
 * A person who answers at the desk.
 *
 * @param id the vendor's user id
 */
public record Agent(String id, String name) {}
