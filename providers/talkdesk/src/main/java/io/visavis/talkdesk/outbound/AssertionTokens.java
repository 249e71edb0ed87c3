package io.visavis.talkdesk.outbound;

import io.visavis.spi.AccessToken;
import io.visavis.spi.AccessTokens;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Fetches tokens by private key JWT. No scope is asked for, so the answer names all the client has. Thread-safe. */
public final class AssertionTokens implements AccessTokens.TokenFetcher {
    private static final String PURPOSE = "fetch token";

    /** Used when the answer does not say, or says 0: a guess that costs little when it is wrong. */
    private static final Duration UNKNOWN_LIFE = Duration.ofSeconds(60);

    private final PrivateKeyAssertion assertion;
    private final HttpCalls http;
    private final Clock clock;

    public AssertionTokens(PrivateKeyAssertion assertion, HttpCalls http, Clock clock) {
        this.assertion = assertion;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public AccessToken fetch() {
        Map<String, String> form = Map.of(
                "grant_type", "client_credentials",
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", assertion.sign());
        HttpRequest request = HttpRequest.newBuilder(assertion.audience())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(encoded(form)))
                .build();
        Reply reply = http.send(request, PURPOSE, Effect.NONE);
        if (!reply.isSuccess()) {
            throw refusal(reply);
        }
        return token(reply);
    }

    private AccessToken token(Reply reply) {
        String value = reply.require("access_token", PURPOSE, Kind.UNAVAILABLE);
        long seconds =
                reply.object().map(body -> body.path("expires_in").asLong()).orElse(0L);
        Duration life = seconds > 0 && seconds < Integer.MAX_VALUE ? Duration.ofSeconds(seconds) : UNKNOWN_LIFE;
        Set<String> scopes = reply.text("scope").stream()
                .flatMap(scope -> Arrays.stream(scope.strip().split("\\s+")))
                .collect(Collectors.toSet());
        return new AccessToken(value, clock.instant().plus(life), scopes);
    }

    /** The token endpoint refuses credentials with 400 or 401 alike (RFC 6749 5.2). */
    private ProviderException refusal(Reply reply) {
        int status = reply.status();
        if (status == 400 || status == 401 || status == 403) {
            String error = reply.text("error")
                    .filter(code -> code.matches("[\\w.-]{1,60}"))
                    .orElse("no reason given");
            return new ProviderException(
                    Kind.AUTHENTICATION,
                    PURPOSE + ": HTTP " + status + ", " + error
                            + "; check account, client id, key id and private key of the connection");
        }
        ProviderException refusal = Refusals.of(reply, PURPOSE, clock);
        return refusal.kind() == Kind.REJECTED
                ? new ProviderException(Kind.AUTHENTICATION, refusal.getMessage() + "; check 'token-url'")
                : refusal;
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
