package io.visavis.gateway.access;

import io.visavis.gateway.kernel.ApplicationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A site with its widget, its connections and its clients: the tenant. Immutable.
 *
 * @param allowedOrigins origins whose pages may show its widget, as a browser sends them ({@code https://shop.example});
 *     {@code *} allows any
 * @param texts the owner's words, by key
 * @param theme the owner's looks, by name
 * @param siteUrl the page that shows its widget, where links to a conversation lead; null when none was named
 */
public record Application(
        ApplicationId id,
        String name,
        List<String> allowedOrigins,
        Map<String, String> texts,
        Map<String, String> theme,
        @Nullable String siteUrl,
        Instant createdAt,
        Instant updatedAt) {

    public Application {
        allowedOrigins = List.copyOf(allowedOrigins);
        texts = Map.copyOf(texts);
        theme = Map.copyOf(theme);
    }

    /** Whether a page of this origin may use the application's widget. */
    public boolean allowsOrigin(String origin) {
        return allowedOrigins.contains("*") || allowedOrigins.stream().anyMatch(origin::equalsIgnoreCase);
    }
}
