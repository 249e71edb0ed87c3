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
        @Nullable Map<String, @Nullable String> theme,
        @Nullable String siteUrl) {
    private static final int LONGEST_ADDRESS = 1500;

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

    /** The address of the site's page, without fragment; notes when it is none or its origin is not allowed. */
    @Nullable
    String checkedSiteUrl(List<String> origins, FieldChecks checks) {
        if (siteUrl == null || siteUrl.isBlank()) {
            return null;
        }
        String address = siteUrl.strip();
        String origin = origin(address);
        if (origin == null || address.length() > LONGEST_ADDRESS) {
            checks.wrong("siteUrl", "must be the address of a page, like https://shop.example/help, without #");
        } else if (!origins.contains("*") && !origins.contains(origin)) {
            checks.wrong("siteUrl", "must be a page of one of allowedOrigins");
        }
        return address;
    }

    /** What a browser on that page sends as Origin; null when it is no page's address. */
    private static @Nullable String origin(String address) {
        try {
            URI uri = URI.create(address);
            if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                return null;
            }
            String origin = (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
            return isOrigin(origin) ? origin : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
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
