package io.visavis.sandbox.eightbyeight;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The headers of one try (contract 3.2).
 *
 * @param retry 0 for the first try
 * @param transmittedAt epoch milliseconds of this try
 */
record DeliveryHeaders(String customerId, String tenantId, String eventId, int retry, long transmittedAt) {

    /** What the signature is over: exactly these members in this order, no blanks (contract 3.3). */
    String payload(byte[] body) {
        var crc = new CRC32();
        crc.update(body);
        return "{\"checksum\":" + crc.getValue() + ",\"cid\":\"" + customerId + "\",\"eid\":\"" + eventId
                + "\",\"retry\":" + retry + ",\"tid\":\"" + tenantId + "\",\"tt\":" + transmittedAt + "}";
    }

    Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("x-8x8-customer-id", customerId);
        fields.put("x-8x8-tenant-id", tenantId);
        fields.put("x-8x8-event-id", eventId);
        fields.put("x-8x8-transmission-time", Long.toString(transmittedAt));
        fields.put("x-8x8-retry", Integer.toString(retry));
        return fields;
    }
}
