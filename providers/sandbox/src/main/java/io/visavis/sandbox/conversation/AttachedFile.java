package io.visavis.sandbox.conversation;

/**
 * A file of a message.
 *
 * @param id the vendor's attachment id
 * @param type media type
 * @param size bytes
 */
public record AttachedFile(String id, String name, String type, long size) {}
