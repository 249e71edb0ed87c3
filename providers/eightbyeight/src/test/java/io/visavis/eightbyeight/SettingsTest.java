package io.visavis.eightbyeight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.spi.ConnectionSettings;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    /** A zero-width space, as pages bring it along; the ellipsis of an example; a line break in the middle. */
    @ParameterizedTest
    @CsvSource({"api-key, key\u200b", "api-key, eght_\u2026", "api-key, 'ke\ny'", "tenant-id, acme\u200b"})
    void whatNoHeaderCarriesIsRefusedWhenItIsEnteredAndNotRepeated(String setting, String value) {
        Map<String, String> entered = Map.of(
                "api-key",
                setting.equals("api-key") ? value : "key",
                "tenant-id",
                setting.equals("tenant-id") ? value : "acme");
        assertThatThrownBy(() -> Settings.account(new ConnectionSettings(entered)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + setting + "'")
                .hasMessageNotContaining(value);
    }

    @ParameterizedTest
    @CsvSource({"key, acme01", "' key ', 'Acme Support'"})
    void blanksAroundDoNoHarm(String key, String tenant) {
        assertThat(Settings.account(new ConnectionSettings(Map.of("api-key", key, "tenant-id", tenant)))
                        .apiKey())
                .isEqualTo("key");
    }
}
