package io.visavis.gateway.video.facade;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the facade was asked for, checked.
 *
 * @param ticketLife null for the default
 * @param urlBase as the caller wrote it; null for the public address
 */
record FacadeRequest(
        String applicationId,
        String destination,
        String customerId,
        String interactionId,
        @Nullable String organizationId,
        @Nullable Duration ticketLife,
        @Nullable String urlBase) {}
