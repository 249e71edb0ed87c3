package io.visavis.gateway.outbox;

import io.micronaut.serde.annotation.Serdeable;
import io.visavis.spi.OutgoingAttachment;

/** A file the vendor has already, remembered so that a retry does not place it twice. */
@Serdeable
record PlacedFile(String vendorId, String name, String mediaType, long size) {

    static PlacedFile of(OutgoingAttachment file) {
        return new PlacedFile(file.vendorId(), file.name(), file.mediaType(), file.size());
    }

    OutgoingAttachment outgoing() {
        return new OutgoingAttachment(vendorId, name, mediaType, size);
    }
}
