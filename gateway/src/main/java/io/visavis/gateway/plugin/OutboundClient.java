package io.visavis.gateway.plugin;

import io.micronaut.security.oauth2.client.clientcredentials.ClientCredentialsConfiguration;
import io.micronaut.security.oauth2.configuration.OauthClientConfiguration;
import io.micronaut.security.oauth2.configuration.OpenIdClientConfiguration;
import io.micronaut.security.oauth2.configuration.endpoints.OauthAuthorizationEndpointConfiguration;
import io.micronaut.security.oauth2.configuration.endpoints.SecureEndpointConfiguration;
import io.micronaut.security.oauth2.endpoint.AuthenticationMethods;
import io.micronaut.security.oauth2.endpoint.DefaultSecureEndpoint;
import io.micronaut.security.oauth2.endpoint.SecureEndpoint;
import io.micronaut.security.oauth2.grants.GrantType;
import io.visavis.spi.ClientCredentials;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A vendor's OAuth2 client as micronaut-security-oauth2 wants to see it. */
record OutboundClient(ClientCredentials credentials) implements OauthClientConfiguration {

    String host() {
        return credentials.tokenUrl().getHost();
    }

    /** Space separated; empty asks for all that the client has. */
    String scope() {
        return String.join(" ", credentials.scopes());
    }

    @Override
    public SecureEndpoint getTokenEndpoint() {
        String method = switch (credentials.placement()) {
            case BASIC -> AuthenticationMethods.CLIENT_SECRET_BASIC;
            case FORM -> AuthenticationMethods.CLIENT_SECRET_POST;
        };
        return new DefaultSecureEndpoint(credentials.tokenUrl().toString(), Set.of(method));
    }

    @Override
    public String getName() {
        return "outbound";
    }

    @Override
    public String getClientId() {
        return credentials.clientId();
    }

    @Override
    public String getClientSecret() {
        return credentials.clientSecret();
    }

    @Override
    public List<String> getScopes() {
        return List.copyOf(credentials.scopes());
    }

    @Override
    public GrantType getGrantType() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public Optional<SecureEndpointConfiguration> getToken() {
        return Optional.empty();
    }

    @Override
    public Optional<OauthAuthorizationEndpointConfiguration> getAuthorization() {
        return Optional.empty();
    }

    @Override
    public Optional<ClientCredentialsConfiguration> getClientCredentials() {
        return Optional.empty();
    }

    @Override
    public Optional<SecureEndpointConfiguration> getIntrospection() {
        return Optional.empty();
    }

    @Override
    public Optional<SecureEndpointConfiguration> getRevocation() {
        return Optional.empty();
    }

    @Override
    public Optional<OpenIdClientConfiguration> getOpenid() {
        return Optional.empty();
    }

    @Override
    public boolean isEnabled() {
        return true;
    }
}
