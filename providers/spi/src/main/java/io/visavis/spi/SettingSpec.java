package io.visavis.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value an administrator enters for a connection.
 *
 * @param name lower-case with dashes, for example {@code client-secret}
 * @param description one sentence: what it is and where to find it
 * @param required whether the connection is refused without it
 * @param secret whether it is encrypted at rest and never shown again
 * @param defaultValue used when absent
 * @param choices the allowed values; empty means any
 */
public record SettingSpec(
        String name,
        String description,
        boolean required,
        boolean secret,
        @Nullable String defaultValue,
        List<String> choices) {

    public SettingSpec {
        choices = List.copyOf(choices);
    }

    public static SettingSpec required(String name, String description) {
        return new SettingSpec(name, description, true, false, null, List.of());
    }

    public static SettingSpec optional(String name, String description) {
        return new SettingSpec(name, description, false, false, null, List.of());
    }

    /** A secret without which there is no connection; never readable again. */
    public static SettingSpec requiredSecret(String name, String description) {
        return new SettingSpec(name, description, true, true, null, List.of());
    }

    /** A secret that may be left out; never readable again. */
    public static SettingSpec secret(String name, String description) {
        return new SettingSpec(name, description, false, true, null, List.of());
    }

    public SettingSpec withDefault(String value) {
        return new SettingSpec(name, description, required, secret, value, choices);
    }

    public SettingSpec oneOf(String... values) {
        return new SettingSpec(name, description, required, secret, defaultValue, List.of(values));
    }
}
