package io.visavis.sandbox.traffic;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How badly an event is to be delivered. The default is once, at once, in order.
 *
 * @param duplicates extra copies sent after the first
 * @param reorder held back until the next event of the same conversation has been sent (three seconds at most)
 * @param delaySeconds waits this long while later events pass; null for no delay
 * @param drop never sent
 * @param ids what the ids in the body are replaced by
 * @param expiredToken shows an expired token first, at a vendor that shows tokens
 * @param badSignature first signed wrongly, at a vendor that signs
 */
public record DeliveryOptions(
        int duplicates,
        boolean reorder,
        @Nullable Double delaySeconds,
        boolean drop,
        @JsonProperty @Nullable Ids ids,
        boolean expiredToken,
        boolean badSignature) {

    /** What a mis-mapped automation puts in place of an id. */
    public enum Ids {
        BLANK,
        UNRESOLVED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final DeliveryOptions NORMAL = new DeliveryOptions(0, false, null, false, null, false, false);

    public DeliveryOptions {
        if (duplicates < 0 || duplicates > 100) {
            throw new IllegalArgumentException("duplicates must be 0 to 100");
        }
        if (delaySeconds != null && (delaySeconds < 0 || delaySeconds > 3600)) {
            throw new IllegalArgumentException("delaySeconds must be 0 to 3600");
        }
    }

    /** Both sets of troubles together. */
    public DeliveryOptions and(DeliveryOptions other) {
        return new DeliveryOptions(
                duplicates + other.duplicates,
                reorder || other.reorder,
                other.delaySeconds == null ? delaySeconds : other.delaySeconds,
                drop || other.drop,
                other.ids == null ? ids : other.ids,
                expiredToken || other.expiredToken,
                badSignature || other.badSignature);
    }
}
