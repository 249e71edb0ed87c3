package io.visavis.eightbyeight.signature;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.visavis.spi.RawWebhook;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What a delivery's headers say, all of which is signed (contract 3.2).
 *
 * @param retry number of this try as its digits, 0 first
 * @param transmissionTime epoch milliseconds of this try as their digits
 */
record DeliveryHeaders(String customerId, String tenantId, String eventId, String retry, String transmissionTime) {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException naming the header that is missing or no number
     */
    static DeliveryHeaders of(RawWebhook webhook) {
        return new DeliveryHeaders(
                text(webhook, "x-8x8-customer-id"),
                text(webhook, "x-8x8-tenant-id"),
                text(webhook, "x-8x8-event-id"),
                number(webhook, "x-8x8-retry"),
                number(webhook, "x-8x8-transmission-time"));
    }

    /** The text that was signed: no blanks, in exactly this order; the body is in it by its CRC-32 (contract 3.3). */
    String signedPayload(byte[] body) {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        return "{\"checksum\":" + checksum.getValue()
                + ",\"cid\":\"" + escaped(customerId)
                + "\",\"eid\":\"" + escaped(eventId)
                + "\",\"retry\":" + retry
                + ",\"tid\":\"" + escaped(tenantId)
                + "\",\"tt\":" + transmissionTime + "}";
    }

    long transmittedAt() {
        return Long.parseLong(transmissionTime);
    }

    private static String escaped(String text) {
        return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static String text(RawWebhook webhook, String name) {
        return webhook.header(name)
                .map(String::strip)
                .orElseThrow(() -> new IllegalArgumentException("the header " + name + " is missing"));
    }

    private static String number(RawWebhook webhook, String name) {
        String value = text(webhook, name);
        if (!NUMBER.matcher(value).matches()) {
            throw new IllegalArgumentException("the header " + name + " is no number");
        }
        return value;
    }
}
