package io.visavis.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.access.WebhookVerdict.Accepted;
import io.visavis.gateway.access.WebhookVerdict.Unauthenticated;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** With the operator's switch for vendors that can send no credential. */
@MicronautTest(transactional = false)
@Property(name = "visavis.unsafe.unauthenticated-webhooks", value = "true")
class UnsafeWebhooksTest {
    @Inject
    AccessFixture fixture;

    @Inject
    WebhookCredentials credentials;

    @Test
    void nothing_is_enough_for_the_connection_named_in_the_path_that_is_set_to_none() {
        ApplicationId application = fixture.application();
        ConnectionId open = fixture.connection(application, WebhookCredential.NONE_UNSAFE, null);
        ConnectionId closed = fixture.connection(application, WebhookCredential.OAUTH, null);
        HttpHeaders nothing = HttpRequest.POST("/", "").getHeaders();

        assertThat(credentials.check(nothing, "talkdesk", open))
                .isInstanceOfSatisfying(
                        Accepted.class, it -> assertThat(it.connection().id()).isEqualTo(open));
        assertThat(credentials.check(nothing, "talkdesk", closed)).isInstanceOf(Unauthenticated.class);
        assertThat(credentials.check(nothing, "talkdesk", null)).isInstanceOf(Unauthenticated.class);
    }
}
