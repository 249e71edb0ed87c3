package io.visavis.gateway.storage;

import io.micronaut.context.exceptions.ConfigurationException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Refuses a database on which "acknowledged" would not mean "survives the death of the process", by its address
 * alone.
 */
final class DatabaseGuard {
    private static final Map<String, String> H2_NEEDS = Map.of(
            "MODE", "POSTGRESQL",
            "DATABASE_TO_LOWER", "TRUE",
            "DEFAULT_NULL_ORDERING", "HIGH");

    private DatabaseGuard() {}

    /** Throws {@link ConfigurationException} with the setting that is missing. */
    static void check(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return;
        }
        if (!url.startsWith("jdbc:h2:")) {
            throw new ConfigurationException("The database must be H2 or PostgreSQL: VISAVIS_DB_URL begins with '"
                    + url.substring(0, Math.min(url.length(), 12))
                    + "'; right is, for example, jdbc:postgresql://db/visavis");
        }
        Map<String, String> settings = settings(url);
        H2_NEEDS.forEach((name, value) -> {
            if (!value.equals(settings.get(name))) {
                throw new ConfigurationException("The H2 database needs " + name + "=" + value
                        + " so that it speaks the same SQL as PostgreSQL: add ;" + name + "=" + value
                        + " to VISAVIS_DB_URL.");
            }
        });
        if (!url.startsWith("jdbc:h2:mem:") && !"0".equals(settings.get("WRITE_DELAY"))) {
            throw new ConfigurationException("The H2 database would lose what it acknowledged in its last half second"
                    + " when the process dies: add ;WRITE_DELAY=0 to VISAVIS_DB_URL.");
        }
    }

    private static Map<String, String> settings(String url) {
        Map<String, String> settings = new TreeMap<>();
        String[] parts = url.split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                settings.put(
                        parts[i].substring(0, equals).strip().toUpperCase(Locale.ROOT),
                        parts[i].substring(equals + 1).strip().toUpperCase(Locale.ROOT));
            }
        }
        return settings;
    }
}
