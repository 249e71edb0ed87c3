package io.visavis.sandbox.talkdesk;

import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.settings.Setting;
import io.visavis.sandbox.talkdesk.TalkdeskSettings.OAuthClient;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code POST /oauth/token} for clients that call Talkdesk (contract 2.2): Basic, or a signed assertion. */
final class TokenEndpoint {

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Setting<TalkdeskSettings> settings;
    private final IssuedTokens tokens;
    private final ClientAssertions assertions;

    TokenEndpoint(Setting<TalkdeskSettings> settings, IssuedTokens tokens, ClientAssertions assertions) {
        this.settings = settings;
        this.tokens = tokens;
        this.assertions = assertions;
    }

    Reply token(Exchange exchange) throws IOException {
        try {
            var form = form(exchange);
            if (!"client_credentials".equals(form.get("grant_type"))) {
                throw new Refused(400, "unsupported_grant_type", "grant_type must be client_credentials");
            }
            var client = client(exchange, form);
            var scopes = scopes(client, form.get("scope"));
            long lifetime = settings.get().tokenLifetimeSeconds();
            var answer = new LinkedHashMap<String, Object>();
            answer.put("access_token", tokens.issue(client.clientId(), scopes, lifetime));
            answer.put("token_type", "Bearer");
            answer.put("expires_in", lifetime);
            answer.put("scope", String.join(" ", scopes));
            return Reply.json(200, answer).withHeader("Cache-Control", "no-store");
        } catch (Refused e) {
            return Reply.json(e.status, Map.of("error", e.error, "error_description", e.getMessage()));
        }
    }

    private OAuthClient client(Exchange exchange, Map<String, String> form) throws Refused {
        var assertion = form.get("client_assertion");
        if (assertion != null) {
            if (!ASSERTION_TYPE.equals(form.get("client_assertion_type"))) {
                throw new Refused(400, "invalid_request", "client_assertion_type must be " + ASSERTION_TYPE);
            }
            try {
                return assertions.check(assertion, exchange.origin() + exchange.sentPath(), settings.get());
            } catch (ClientAssertions.InvalidAssertionException e) {
                throw new Refused(401, "invalid_client", e.getMessage());
            }
        }
        var header = exchange.header("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            throw new Refused(401, "invalid_client", "client authentication is missing");
        }
        var pair = basic(header.substring("basic ".length()));
        return settings.get()
                .client(pair.get(0))
                .filter(client -> same(client.clientSecret(), pair.get(1)))
                .orElseThrow(() -> new Refused(401, "invalid_client", "unknown client, or wrong secret"));
    }

    private static Set<String> scopes(OAuthClient client, @Nullable String asked) throws Refused {
        if (asked == null || asked.isBlank()) {
            return new LinkedHashSet<>(client.scopes());
        }
        var wanted = new LinkedHashSet<>(List.of(asked.strip().split("\\s+")));
        if (!client.scopes().containsAll(wanted)) {
            throw new Refused(400, "invalid_scope", "the client was not granted every scope it asks for");
        }
        return wanted;
    }

    private static List<String> basic(String encoded) throws Refused {
        try {
            var text = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            if (colon > 0) {
                return List.of(text.substring(0, colon), text.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            throw new Refused(401, "invalid_client", "the Basic credentials are not base64");
        }
        throw new Refused(401, "invalid_client", "the Basic credentials have no colon");
    }

    private static Map<String, String> form(Exchange exchange) throws IOException, Refused {
        var type = exchange.header("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            throw new Refused(400, "invalid_request", "the body must be application/x-www-form-urlencoded");
        }
        var fields = new LinkedHashMap<String, String>();
        for (var pair : List.of(new String(exchange.body(), StandardCharsets.UTF_8).split("&", -1))) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Refused extends Exception {
        private final int status;
        private final String error;

        Refused(int status, String error, String description) {
            super(description);
            this.status = status;
            this.error = error;
        }
    }
}
