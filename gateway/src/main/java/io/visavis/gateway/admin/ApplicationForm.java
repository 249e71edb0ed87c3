package io.visavis.gateway.admin;

import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an administrator enters for an application. */
@Serdeable
record ApplicationForm(
        @Nullable String name,
        @Nullable List<@Nullable String> allowedOrigins,
        @Nullable Map<String, @Nullable String> texts,
        @Nullable Map<String, @Nullable String> theme) {

    /** The origins as a browser writes them; notes every one that is none. */
    List<String> checkedOrigins(FieldChecks checks) {
        if (allowedOrigins == null) {
            return List.of();
        }
        for (int i = 0; i < allowedOrigins.size(); i++) {
            String origin = allowedOrigins.get(i);
            if (origin == null || !(origin.equals("*") || isOrigin(origin))) {
                checks.wrong("allowedOrigins[" + i + "]", "must be like https://shop.example, or *");
            }
        }
        return allowedOrigins.stream()
                .map(it -> it == null ? "" : it.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    static Map<String, String> checkedMap(
            String field, @Nullable Map<String, @Nullable String> map, FieldChecks checks) {
        if (map == null) {
            return Map.of();
        }
        Map<String, String> checked = new TreeMap<>();
        map.forEach((key, value) -> {
            if (value == null) {
                checks.wrong(field + "." + key, "must be a text");
            } else {
                checked.put(key, value);
            }
        });
        return checked;
    }
}
