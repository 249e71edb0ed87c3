package io.visavis.gateway.conversation;

import org.jspecify.annotations.Nullable;

/**
 * A file that stays with the vendor.
 *
 * @param size bytes; null when the vendor does not say
 */
public record VendorFile(
        String vendorAttachmentId,
        String name,
        @Nullable String mediaType,
        @Nullable Long size) {}
