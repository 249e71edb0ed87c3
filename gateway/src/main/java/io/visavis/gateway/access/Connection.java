package io.visavis.gateway.access;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One configured account of a contact centre. Immutable; never prints a setting.
 *
 * @param providerId which plugin serves it, for example {@code acme}
 * @param settings all values, secrets in the clear: hand them to the provider and to nobody else
 * @param secretNames which of them are secrets
 * @param enabled a connection that is switched off sends nothing; what its vendor delivers is still stored
 * @param version grows with each change
 */
public record Connection(
        ConnectionId id,
        ApplicationId applicationId,
        String providerId,
        String name,
        Map<String, String> settings,
        Set<String> secretNames,
        WebhookCredential webhookCredential,
        boolean enabled,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    public Connection {
        settings = Map.copyOf(settings);
        secretNames = Set.copyOf(secretNames);
    }

    /** The settings that anyone who works here may see. */
    public Map<String, String> plainSettings() {
        Map<String, String> plain = new HashMap<>(settings);
        plain.keySet().removeAll(secretNames);
        return Map.copyOf(plain);
    }

    @Override
    public String toString() {
        return "Connection[" + id + ", " + providerId + ", version " + version + "]";
    }
}
