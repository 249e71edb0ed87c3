package io.visavis.gateway.access;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a token request from every place that contract 3.3 names: HTTP Basic, form body, query, JSON body. The same value in two
 * places is fine; two values are an error, and so is a repeated parameter (RFC 6749 3.2).
 */
final class TokenRequestReader {
    private static final Set<String> KNOWN = Set.of("client_id", "client_secret", "grant_type", "scope");
    private static final int MAX_BODY = 16 * 1024;

    private final Map<String, String> values = new HashMap<>();
    private boolean basic;

    private TokenRequestReader() {}

    /**
     * The request.
     *
     * @throws TokenRefused with the error of RFC 6749 5.2
     */
    static TokenRequest read(HttpRequest<?> request, String body) {
        TokenRequestReader reader = new TokenRequestReader();
        reader.readAuthorization(request.getHeaders().getAll(HttpHeaders.AUTHORIZATION));
        String query = request.getUri().getRawQuery();
        reader.readForm(query == null ? "" : query);
        reader.readBody(request.getHeaders().get(HttpHeaders.CONTENT_TYPE), body);
        return new TokenRequest(
                reader.values.get("client_id"),
                reader.values.get("client_secret"),
                reader.values.getOrDefault("grant_type", "client_credentials"),
                reader.values.get("scope"),
                reader.basic);
    }

    private void readAuthorization(List<String> headers) {
        if (headers.size() > 1) {
            throw TokenRefused.invalidRequest("Authorization is sent more than once");
        }
        if (headers.isEmpty()) {
            return;
        }
        if (!headers.getFirst().toLowerCase(Locale.ROOT).startsWith("basic")) {
            throw new TokenRefused(OAuth2Error.INVALID_CLIENT.setDescription("Use HTTP Basic, or parameters"), true);
        }
        try {
            ClientSecretBasic credentials = ClientSecretBasic.parse(headers.getFirst());
            basic = true;
            put("client_id", credentials.getClientID().getValue());
            put("client_secret", credentials.getClientSecret().getValue());
        } catch (ParseException | IllegalArgumentException _) {
            throw new TokenRefused(
                    OAuth2Error.INVALID_CLIENT.setDescription("The Authorization header cannot be read"), true);
        }
    }

    private void readBody(@Nullable String contentType, String body) {
        if (body.length() > MAX_BODY) {
            throw new TokenRefused(
                    OAuth2Error.INVALID_REQUEST
                            .setDescription("The body is too large")
                            .setHTTPStatusCode(413),
                    false);
        }
        String text = body.strip();
        if (text.isEmpty()) {
            return;
        }
        String type = mediaType(contentType);
        if (type.equals("application/json") || type.endsWith("+json") || (type.isEmpty() && text.startsWith("{"))) {
            readJson(text);
        } else if (type.equals("application/x-www-form-urlencoded") || type.isEmpty()) {
            readForm(text);
        } else {
            throw new TokenRefused(
                    OAuth2Error.INVALID_REQUEST
                            .setDescription("Send a form or JSON")
                            .setHTTPStatusCode(415),
                    false);
        }
    }

    private static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private void readForm(String form) {
        URLUtils.parseParameters(form).forEach((name, sent) -> {
            if (KNOWN.contains(name)) {
                if (sent.size() > 1) {
                    throw TokenRefused.invalidRequest(name + " is sent more than once");
                }
                put(name, sent.getFirst());
            }
        });
    }

    private void readJson(String text) {
        Map<String, Object> object;
        try {
            if (!text.startsWith("{")) {
                throw new java.text.ParseException("not an object", 0);
            }
            object = JSONObjectUtils.parse(text, MAX_BODY);
        } catch (java.text.ParseException _) {
            throw TokenRefused.invalidRequest("The body is not a JSON object");
        }
        for (String name : KNOWN) {
            Object sent = object.get(name);
            if (sent instanceof String value) {
                put(name, value);
            } else if (sent != null) {
                throw TokenRefused.invalidRequest(name + " is not a string");
            }
        }
    }

    private void put(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        String before = values.putIfAbsent(name, value);
        if (before != null && !before.equals(value)) {
            throw TokenRefused.invalidRequest(name + " is sent in two places that disagree");
        }
    }
}
