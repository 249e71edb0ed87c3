package io.visavis.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import jakarta.inject.Inject;
import java.io.Closeable;
import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class HealthTest {
    @Inject
    EmbeddedServer server;

    @Inject
    DataSource dataSource;

    @Test
    void anyone_learns_the_status_and_nothing_else_and_readiness_ends_with_the_database() throws IOException {
        assertStatus("/health/liveness", 200, "UP");
        assertStatus("/health/readiness", 200, "UP");
        assertStatus("/health", 200, "UP");

        ((Closeable) DelegatingDataSource.unwrapDataSource(dataSource)).close();

        assertStatus("/health/readiness", 503, "DOWN");
        assertStatus("/health/liveness", 200, "UP");
        assertThat(calls("/ping").status()).isEqualTo(204);
    }

    private void assertStatus(String path, int code, String status) {
        Answer answer = calls(path);
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(code);
        assertThat(answer.text()).isEqualTo("{\"status\":\"" + status + "\"}");
    }

    private Answer calls(String path) {
        return new HttpCalls(server.getURI()).send("GET", path, null, "Accept", "application/json");
    }
}
