package io.visavis.gateway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told about a name that nobody knows. */
class KnownNamesTest {
    private static final List<String> KNOWN = List.of("name", "allowedOrigins", "client-secret", "site");

    @ParameterizedTest
    @CsvSource({
        "allowedOrigin, allowedOrigins",
        "AllowedOrigins, allowedOrigins",
        "clientSecret, client-secret",
        "client_secret, client-secret",
        "nam, name",
        "sites, site",
    })
    void aSlipNamesWhatWasMeant(String written, String meant) {
        assertThat(KnownNames.hint(written, KNOWN)).isEqualTo("; did you mean " + meant + "?");
    }

    @Test
    void anotherWordNamesAllThatMayStandThereIfTheyAreFew() {
        assertThat(KnownNames.hint("colour", KNOWN)).isEqualTo("; known are allowedOrigins, client-secret, name, site");
        assertThat(KnownNames.hint("colour", List.of())).isEmpty();
        assertThat(KnownNames.hint(
                        "colour",
                        IntStream.range(0, 13).mapToObj(i -> "field-" + i).toList()))
                .isEmpty();
    }
}
