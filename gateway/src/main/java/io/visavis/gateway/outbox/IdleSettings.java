package io.visavis.gateway.outbox;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long a conversation may be silent.
 *
 * @param after silence after which it ends; {@code 0s} never
 * @param warning how long before the end its visitor is told, half of the silence at most; {@code 0s} not at all
 */
@ConfigurationProperties("visavis.idle")
record IdleSettings(
        @Bindable(defaultValue = "24h") Duration after,
        @Bindable(defaultValue = "5m") Duration warning) {

    boolean on() {
        return after.isPositive();
    }

    /** From the warning to the end. */
    Duration lead() {
        Duration half = after.dividedBy(2);
        return warning.compareTo(half) < 0 ? warning : half;
    }

    /** From the last sign of life to the warning. */
    Duration patience() {
        return after.minus(lead());
    }
}
