package io.visavis.eightbyeight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents that every other test of 8x8's wire stands on. */
class ExamplesTest {

    static List<String> examples() {
        return WireSchemas.examples("");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleFitsTheSchemaItsNameSays(String name) {
        assertThat(WireSchemas.errors(WireSchemas.schemaOf(name), WireSchemas.json(name)))
                .isEmpty();
    }

    @Test
    void allAreHere() {
        assertThat(examples()).hasSize(98);
        assertThat(WireSchemas.examples("response-error-")).hasSize(11);
    }
}
