package io.visavis.gateway.admin;

import io.micronaut.serde.annotation.Serdeable;
import io.visavis.gateway.kernel.KnownNames;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.SettingSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator enters for a connection. On a change, a secret that is left out keeps its value.
 *
 * @param provider cannot change later
 */
@Serdeable
record ConnectionForm(
        @Nullable String provider,
        @Nullable String name,
        @Nullable Map<String, @Nullable Object> settings,
        @Nullable String webhookCredential,
        @Nullable Boolean enabled) {

    /** The settings to store, checked against what the provider declares. Every wrong one is noted. */
    Map<String, String> checkedSettings(ProviderDescriptor descriptor, Map<String, String> before, FieldChecks checks) {
        Map<String, @Nullable Object> sent = settings == null ? Map.of() : settings;
        Map<String, String> checked = new HashMap<>();
        for (SettingSpec spec : descriptor.settings()) {
            String value = value(spec, sent.get(spec.name()), before, checks);
            if (value == null || value.isBlank()) {
                if (spec.required() && spec.defaultValue() == null && !checks.names("settings." + spec.name())) {
                    checks.wrong("settings." + spec.name(), "is missing: " + spec.description());
                }
            } else if (!spec.choices().isEmpty() && !spec.choices().contains(value)) {
                checks.wrong("settings." + spec.name(), "must be one of " + String.join(", ", spec.choices()));
            } else {
                checked.put(spec.name(), value);
            }
        }
        Set<String> known =
                descriptor.settings().stream().map(SettingSpec::name).collect(Collectors.toSet());
        // An option's default may stand under the option's own name.
        descriptor.options().forEach(option -> {
            Object value = known.contains(option.name()) ? null : sent.get(option.name());
            if (value instanceof String text) {
                checked.put(option.name(), text);
            } else if (value != null) {
                checks.wrong("settings." + option.name(), "must be a text");
            }
        });
        for (String name : sent.keySet()) {
            if (!known.contains(name)
                    && descriptor.options().stream()
                            .noneMatch(option -> option.name().equals(name))) {
                checks.wrong(
                        "settings." + name,
                        "is no setting of " + descriptor.displayName() + KnownNames.hint(name, known));
            }
        }
        return checked;
    }

    private static @Nullable String value(
            SettingSpec spec, @Nullable Object sent, Map<String, String> before, FieldChecks checks) {
        return switch (sent) {
            case null -> spec.secret() ? before.get(spec.name()) : null;
            case String text -> text.strip();
            // As the view shows it, {"set": true}: unchanged.
            case Map<?, ?> shown when spec.secret() && shown.equals(Map.of("set", true)) -> before.get(spec.name());
            default -> {
                checks.wrong("settings." + spec.name(), "must be a text");
                yield null;
            }
        };
    }

    @Override
    public String toString() {
        return "ConnectionForm[" + provider + "]";
    }
}
