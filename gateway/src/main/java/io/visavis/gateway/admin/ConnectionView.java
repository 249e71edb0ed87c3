package io.visavis.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.visavis.gateway.access.Connection;
import io.visavis.spi.ProviderDescriptor;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the administrator sees it, with what to paste into the vendor's set-up.
 *
 * @param chatMode null while its plugin is not installed
 * @param problem why it does not run, or not with its newest plugin, and what to do; null when nothing is wrong
 * @param note what it does not do although it runs: it takes no new chats where an older one of its mode does; null when it does all
 * @param settings a secret is only said to be set, {@code {"set": true}}
 * @param webhookCredential how the vendor shows who it is; left out where its provider proves deliveries itself, by a signature
 * @param apiKey only in the answer that made it
 * @param password of HTTP Basic, whose user is the connection's id; only in the answer that made it
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConnectionView(
        String connectionId,
        String applicationId,
        String provider,
        @Nullable String chatMode,
        String name,
        Map<String, Object> settings,
        @Nullable String webhookCredential,
        boolean enabled,
        long version,
        @Nullable String problem,
        @Nullable String note,
        @Nullable String webhookUrl,
        String tokenUrl,
        @Nullable String apiKey,
        @Nullable String user,
        @Nullable String password,
        Instant createdAt,
        Instant updatedAt) {

    static ConnectionView of(
            Connection connection,
            @Nullable ProviderDescriptor descriptor,
            @Nullable String problem,
            @Nullable String note,
            PublicAddresses addresses,
            boolean provesItself,
            @Nullable String credential) {
        Map<String, Object> settings = new TreeMap<>(connection.plainSettings());
        connection.secretNames().forEach(name -> settings.put(name, Map.of("set", true)));
        String apiKey = null;
        String user = null;
        String password = null;
        switch (connection.webhookCredential()) {
            case API_KEY -> apiKey = credential;
            case BASIC -> {
                user = connection.id().value();
                password = credential;
            }
            case OAUTH, NONE_UNSAFE -> {}
        }
        return new ConnectionView(
                connection.id().value(),
                connection.applicationId().value(),
                connection.providerId(),
                descriptor == null ? null : descriptor.chatMode(),
                connection.name(),
                settings,
                provesItself ? null : connection.webhookCredential().wireName(),
                connection.enabled(),
                connection.version(),
                problem,
                note,
                descriptor == null ? null : addresses.webhook(descriptor.webhookPath(), connection.id()),
                addresses.token(),
                apiKey,
                user,
                password,
                connection.createdAt(),
                connection.updatedAt());
    }

    @Override
    public String toString() {
        return "ConnectionView[" + connectionId + "]";
    }
}
