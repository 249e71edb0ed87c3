package io.visavis.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.access.AccessFixture.NewClient;
import io.visavis.gateway.access.WebhookVerdict.Accepted;
import io.visavis.gateway.access.WebhookVerdict.Ambiguous;
import io.visavis.gateway.access.WebhookVerdict.Forbidden;
import io.visavis.gateway.access.WebhookVerdict.Unauthenticated;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.Secrets;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Talkdesk contract 3.3: the credentials of ours that a vendor can send with a webhook. */
@MicronautTest(transactional = false)
class IssuedCredentialsTest {
    private static final String PROVIDER = "talkdesk";

    @Inject
    AccessFixture fixture;

    @Inject
    Clients clients;

    @Inject
    ClientTokens tokens;

    @Inject
    WebhookCredentials credentials;

    String secret;
    ApplicationId application;

    @BeforeEach
    void anApplication() {
        secret = Secrets.next();
        application = fixture.application();
    }

    @Test
    void the_password_of_a_connection_is_accepted_from_its_user_only() {
        ConnectionId id = fixture.connection(application, WebhookCredential.BASIC, secret);
        ConnectionId other = fixture.connection(application, WebhookCredential.BASIC, Secrets.next());

        assertAccepted(basic(id, secret), null, id);
        assertAccepted(basic(id, secret), id, id);
        assertThat(check(basic(id, "wrong"), null)).isInstanceOf(Unauthenticated.class);
        assertThat(check(basic(other, secret), null)).isInstanceOf(Unauthenticated.class);
        assertThat(check(basic(id, secret), other)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void the_api_key_of_a_connection_is_accepted() {
        ConnectionId id = fixture.connection(application, WebhookCredential.API_KEY, secret);
        ConnectionId other = fixture.connection(application, WebhookCredential.API_KEY, Secrets.next());

        assertAccepted(apiKey(secret), null, id);
        assertThat(check(apiKey(secret + "x"), null)).isInstanceOf(Unauthenticated.class);
        assertThat(check(apiKey(secret), other)).isInstanceOf(Unauthenticated.class);
        assertThat(check(apiKey(secret).header("X-API-Key", secret), null)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void a_credential_is_good_for_its_own_provider_only() {
        ConnectionId id = fixture.connection(application, WebhookCredential.BASIC, secret);

        assertThat(credentials.check(basic(id, secret).getHeaders(), "another", null))
                .isInstanceOf(Unauthenticated.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = WebhookCredential.class,
            names = {"OAUTH", "API_KEY", "NONE_UNSAFE"})
    void a_right_password_does_not_help_where_another_kind_is_asked_for(WebhookCredential kind) {
        ConnectionId id = fixture.connection(application, kind, secret);

        assertThat(check(basic(id, secret), id)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void a_token_finds_the_connection_its_client_is_bound_to() {
        ConnectionId id = fixture.connection(application, WebhookCredential.OAUTH, null);
        ConnectionId other = fixture.connection(application, WebhookCredential.OAUTH, null);
        String bound = token(fixture.client(application, id, Permission.WEBHOOKS), Permission.WEBHOOKS);
        String free = token(fixture.client(application, null, Permission.WEBHOOKS), Permission.WEBHOOKS);

        assertAccepted(bearer(bound), null, id);
        assertThat(check(bearer(bound), other)).isInstanceOf(Forbidden.class);
        assertThat(check(bearer(free), null)).isInstanceOf(Ambiguous.class);
        assertAccepted(bearer(free), other, other);
    }

    @Test
    void a_token_of_another_application_or_without_the_permission_is_forbidden() {
        ConnectionId id = fixture.connection(application, WebhookCredential.OAUTH, null);
        String foreign = token(fixture.client(fixture.application(), null, Permission.WEBHOOKS), Permission.WEBHOOKS);
        String facade = token(fixture.client(application, id, Permission.FACADE), Permission.FACADE);

        assertThat(check(bearer(foreign), id)).isInstanceOf(Forbidden.class);
        assertThat(check(bearer(facade), id)).isInstanceOf(Forbidden.class);
        assertThat(check(bearer("nonsense"), id)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void nothing_is_not_enough_even_where_none_is_set() {
        ConnectionId id = fixture.connection(application, WebhookCredential.NONE_UNSAFE, null);

        assertThat(check(HttpRequest.POST("/", ""), id)).isInstanceOf(Unauthenticated.class);
    }

    private void assertAccepted(HttpRequest<?> request, ConnectionId named, ConnectionId expected) {
        assertThat(check(request, named))
                .isInstanceOfSatisfying(
                        Accepted.class, it -> assertThat(it.connection().id()).isEqualTo(expected));
    }

    private WebhookVerdict check(HttpRequest<?> request, ConnectionId named) {
        return credentials.check(request.getHeaders(), PROVIDER, named);
    }

    private String token(NewClient client, Permission permission) {
        return tokens.issue(clients.prove(client.id().value(), client.secret()).orElseThrow(), Set.of(permission))
                .value();
    }

    private static HttpRequest<?> basic(ConnectionId user, String password) {
        return HttpRequest.POST("/", "").basicAuth(user.value(), password);
    }

    private static HttpRequest<?> bearer(String token) {
        return HttpRequest.POST("/", "").bearerAuth(token);
    }

    private static MutableHttpRequest<?> apiKey(String key) {
        return HttpRequest.POST("/", "").header("X-API-Key", key);
    }
}
