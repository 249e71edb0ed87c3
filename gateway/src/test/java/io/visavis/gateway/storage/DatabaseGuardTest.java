package io.visavis.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseGuardTest {
    private static final String MODE = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/visavis",
                "jdbc:h2:file:/data/gateway" + MODE + ";WRITE_DELAY=0",
                "jdbc:h2:file:/data/gateway;mode=postgresql;database_to_lower=true;default_null_ordering=high;write_delay=0",
                "jdbc:h2:mem:test" + MODE
            })
    void aDatabaseThatKeepsWhatItAcknowledgedIsTaken(String url) {
        assertThatCode(() -> DatabaseGuard.check(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db/visavis, H2 or PostgreSQL",
        "jdbc:h2:file:/data/gateway, same SQL as PostgreSQL",
        "jdbc:h2:file:/data/gateway;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH, WRITE_DELAY=0",
        "jdbc:h2:/data/gateway;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=500,"
                + " WRITE_DELAY=0",
        "jdbc:h2:mem:test;MODE=MySQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH, MODE=POSTGRESQL",
        "jdbc:h2:mem:test;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE, DEFAULT_NULL_ORDERING=HIGH"
    })
    void anyOtherIsRefusedWithTheCure(String url, String cure) {
        assertThatThrownBy(() -> DatabaseGuard.check(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(cure);
    }

    @Test
    void aGatewayDoesNotStartOnOneThatForgets(@TempDir Path home) {
        String url = "jdbc:h2:file:" + home.resolve("gateway") + MODE;

        assertThatThrownBy(() -> ApplicationContext.run(
                        EmbeddedServer.class, Map.of("visavis.home", home.toString(), "visavis.db.url", url), "test"))
                .hasStackTraceContaining("add ;WRITE_DELAY=0 to VISAVIS_DB_URL");
        assertThat(home.resolve("gateway.mv.db")).doesNotExist();
    }
}
