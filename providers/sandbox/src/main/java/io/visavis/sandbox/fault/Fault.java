package io.visavis.sandbox.fault;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A fault in place.
 *
 * @param hits how often it has struck
 * @param remaining how often it still will; null for until cleared
 */
public record Fault(
        String id,
        @JsonUnwrapped FaultRule rule,
        int hits,
        @Nullable Integer remaining) {

    Fault struck() {
        return new Fault(id, rule, hits + 1, remaining == null ? null : remaining - 1);
    }

    boolean spent() {
        return remaining != null && remaining <= 0;
    }
}
