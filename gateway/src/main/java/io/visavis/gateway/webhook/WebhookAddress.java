package io.visavis.gateway.webhook;

import io.visavis.gateway.kernel.ConnectionId;
import org.jspecify.annotations.Nullable;

/**
 * For whom a delivery is.
 *
 * @param connection null where the path names none
 */
record WebhookAddress(String providerId, @Nullable ConnectionId connection) {}
