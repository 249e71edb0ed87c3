package io.visavis.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
@Property(name = "visavis.host", value = "127.0.0.1")
class PingTest {
    @Inject
    @Client("/")
    HttpClient http;

    @Inject
    EmbeddedServer server;

    @Test
    void it_listens_where_the_operator_says() {
        assertThat(server.getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void anyone_is_answered_with_nothing() {
        var response = http.toBlocking().exchange(HttpRequest.GET("/ping"), String.class);

        assertThat(response.code()).isEqualTo(HttpStatus.NO_CONTENT.getCode());
        assertThat(response.getBody().isPresent()).isFalse();
    }
}
