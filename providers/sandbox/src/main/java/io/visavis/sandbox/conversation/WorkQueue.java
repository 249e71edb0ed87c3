package io.visavis.sandbox.conversation;

/**
 * Where conversations wait for an agent, at a vendor that has several such places.
 *
 * @param id the vendor's queue id
 */
public record WorkQueue(String id, String name) {}
