package io.visavis.spi;

/** A file that {@link AttachmentTransfer#upload} has placed at the vendor. */
public record OutgoingAttachment(String vendorId, String name, String mediaType, long size) {}
