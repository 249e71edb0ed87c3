package io.visavis.talkdesk.outbound;

import org.jspecify.annotations.Nullable;

/**
 * What a connection fills in where a visitor's page says nothing.
 *
 * @param touchpointId null: each page must name one
 * @param subject null: each visitor is asked for one
 * @param anonymousEmail null: each visitor must give one
 */
public record StartDefaults(
        @Nullable String touchpointId,
        @Nullable String subject,
        @Nullable String anonymousEmail,
        Caps caps) {}
