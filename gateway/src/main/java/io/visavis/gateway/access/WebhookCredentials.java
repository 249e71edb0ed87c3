package io.visavis.gateway.access;

import io.micronaut.http.HttpHeaders;
import io.visavis.gateway.kernel.ConnectionId;
import org.jspecify.annotations.Nullable;

/**
 * Checks the credentials that we issued to a vendor on a webhook of its, for connections whose provider has no proof of
 * its own (contract 3.3). Blocks.
 */
public interface WebhookCredentials {

    /**
     * Says which connection these headers may deliver to.
     *
     * @param providerId the provider whose webhook path was called
     * @param named the connection in the path; null when the path names none, and the credential must tell
     */
    WebhookVerdict check(HttpHeaders headers, String providerId, @Nullable ConnectionId named);
}
