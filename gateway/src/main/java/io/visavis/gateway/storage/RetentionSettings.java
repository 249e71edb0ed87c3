package io.visavis.gateway.storage;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long things are kept. Nothing is removed whose time is {@code 0s}.
 *
 * @param conversations behind their end, with all that belongs to them; calls without a conversation too, and deliveries
 *     that were set aside
 * @param abandoned conversations that never ended, behind their last event
 * @param deliveries what vendors delivered and commands that were settled; repeats are told as long as this
 * @param signals what browsers told each other in a call, behind its end
 * @param every how often to look
 */
@ConfigurationProperties("visavis.retention")
public record RetentionSettings(
        @Bindable(defaultValue = "30d") Duration conversations,
        @Bindable(defaultValue = "90d") Duration abandoned,
        @Bindable(defaultValue = "7d") Duration deliveries,
        @Bindable(defaultValue = "1d") Duration signals,
        @Bindable(defaultValue = "10m") Duration every) {

    /** What is older than this goes; empty when it is kept for ever. */
    public static Optional<Instant> before(Instant now, Duration kept) {
        return kept.isPositive() ? Optional.of(now.minus(kept)) : Optional.empty();
    }
}
