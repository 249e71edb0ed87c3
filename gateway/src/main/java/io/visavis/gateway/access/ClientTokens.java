package io.visavis.gateway.access;

import io.visavis.gateway.kernel.ConnectionId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Access tokens of clients: what they hold, and whether they still hold. */
@Singleton
final class ClientTokens {
    static final Duration LIFE = Duration.ofHours(1);

    private final TokenIssuer issuer;
    private final TokenVerifier verifier;
    private final Clients clients;

    ClientTokens(TokenIssuer issuer, TokenVerifier verifier, Clients clients) {
        this.issuer = issuer;
        this.verifier = verifier;
        this.clients = clients;
    }

    IssuedToken issue(Clients.Proof proof, Set<Permission> permissions) {
        Client client = proof.client();
        Map<String, Object> claims = new HashMap<>();
        claims.put("app", client.applicationId().value());
        claims.put("sid", proof.secretId());
        claims.put("scope", scope(permissions));
        ConnectionId connection = client.connectionId();
        if (connection != null) {
            claims.put("con", connection.value());
        }
        return issuer.issue(TokenKind.CLIENT, client.id().value(), claims, LIFE);
    }

    /** Who calls with this token; empty also when the client is gone or the secret behind the token was rotated out. */
    Optional<ClientCaller> caller(String token) {
        return verifier.verify(TokenKind.CLIENT, token)
                .flatMap(it -> it.claim("sid")
                        .flatMap(secret -> clients.withLiveSecret(new ClientId(it.subject()), secret))
                        .map(client -> caller(client, it)));
    }

    private static ClientCaller caller(Client client, VerifiedToken token) {
        Set<Permission> permissions =
                new HashSet<>(permissions(token.claim("scope").orElse("")));
        permissions.retainAll(client.permissions());
        return new ClientCaller(
                client.id(), client.applicationId(), client.connectionId(), permissions, token.expiresAt());
    }

    static String scope(Set<Permission> permissions) {
        return permissions.stream().map(Permission::wireName).sorted().collect(Collectors.joining(" "));
    }

    private static Set<Permission> permissions(String scope) {
        return Stream.of(scope.split(" ", -1))
                .flatMap(name -> Permission.of(name).stream())
                .collect(Collectors.toSet());
    }
}
