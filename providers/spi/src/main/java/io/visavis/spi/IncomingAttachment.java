package io.visavis.spi;

import org.jspecify.annotations.Nullable;

/**
 * A file the agent sent; fetched later through {@link AttachmentTransfer#open}.
 *
 * @param size bytes, or -1 when the vendor does not say
 */
public record IncomingAttachment(
        String vendorId, String name, @Nullable String mediaType, long size) {}
