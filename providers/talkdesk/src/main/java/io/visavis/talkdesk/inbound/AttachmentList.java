package io.visavis.talkdesk.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.spi.IncomingAttachment;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a message. A file without a usable id cannot be fetched, so it is left out and its id named.
 *
 * @param unusable ids with their problem
 */
record AttachmentList(List<IncomingAttachment> usable, List<VendorId> unusable) {

    static AttachmentList of(JsonNode listed) {
        List<IncomingAttachment> usable = new ArrayList<>();
        List<VendorId> unusable = new ArrayList<>();
        if (listed.isArray()) {
            for (JsonNode file : listed) {
                VendorId id = VendorId.of("payload.attachments.id", EventBody.scalar(file.path("id")))
                        .required();
                String vendorId = id.value();
                if (vendorId == null) {
                    unusable.add(id);
                } else {
                    usable.add(new IncomingAttachment(
                            vendorId,
                            EventBody.label(file.path("name")).orElse(vendorId),
                            EventBody.label(file.path("type")).orElse(null),
                            size(file.path("size"))));
                }
            }
        }
        return new AttachmentList(usable, unusable);
    }

    /** The schema says a number, the vendor's own example writes a string (contract 2.6). */
    private static long size(JsonNode node) {
        long size = node.asLong(-1);
        return size < 0 ? -1 : size;
    }
}
