package io.visavis.spi;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who the visitor says to be.
 *
 * @param language BCP 47
 */
public record Customer(
        @Nullable String email,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String language,
        @Nullable URI avatarUrl) {}
