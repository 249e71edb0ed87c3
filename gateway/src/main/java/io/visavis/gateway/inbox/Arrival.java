package io.visavis.gateway.inbox;

import io.visavis.gateway.conversation.VendorText;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.spi.ProviderEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of a delivery.
 *
 * @param index its place among the delivery's events
 */
record Arrival(InboxRow row, int index, ProviderEvent event) {
    /** One that came by no delivery. */
    static Arrival readBack(ConnectionId connection, int index, ProviderEvent event, Instant now) {
        return new Arrival(
                new InboxRow(-now.toEpochMilli(), connection, "", new byte[0], true, now, null), index, event);
    }

    /** What makes this event recognisable when it comes again: the vendor's id, else the delivery it came in. */
    String key(String prefix, @Nullable String vendorId) {
        return vendorId == null || vendorId.isBlank()
                ? "in:" + row.id() + ":" + index
                : prefix + VendorText.id(vendorId);
    }
}
