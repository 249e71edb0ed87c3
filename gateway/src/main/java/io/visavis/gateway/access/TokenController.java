package io.visavis.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The token endpoint: OAuth2 client credentials (RFC 6749 4.4) as contract 3.3 and 4.4 need them. */
@Tag(name = "access")
@Controller("/security/oauth/token")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TokenController {
    private static final Logger LOG = LoggerFactory.getLogger(TokenController.class);

    private final Clients clients;
    private final ClientTokens tokens;
    private final FailureLimits limits;
    private final HttpClientAddressResolver addresses;

    TokenController(Clients clients, ClientTokens tokens, FailureLimits limits, HttpClientAddressResolver addresses) {
        this.clients = clients;
        this.tokens = tokens;
        this.limits = limits;
        this.addresses = addresses;
    }

    /**
     * Issues an access token. Takes any content type, so that a wrong one is answered in this endpoint's own words, and
     * bytes, so that a charset nobody knows is no matter: both forms are UTF-8.
     *
     * @param body empty when the credentials come by Basic or in the query: with a default, because Micronaut does not see
     *     that an array may be null
     */
    @Operation(operationId = "issueToken", summary = "A token for a client's id and secret")
    @ApiResponse(
            responseCode = "200",
            description = "The token.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "oauth/v1/token-reply")))
    @ApiResponse(responseCode = "401", description = "The client is not known, or the secret is wrong.")
    @ApiResponse(responseCode = "429", description = "Too many wrong secrets; Retry-After says when to come again.")
    @Post
    @Consumes(MediaType.ALL)
    HttpResponse<Map<String, Object>> token(
            HttpRequest<?> request,
            @RequestBody(
                            required = false,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                                        schema = @Schema(ref = "oauth/v1/token-request")),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(ref = "oauth/v1/token-request"))
                            })
                    @Body
                    @Bindable(defaultValue = "")
                    byte[] body) {
        try {
            return answer(TokenRequestReader.read(request, new String(body, UTF_8)), request);
        } catch (TokenRefused refused) {
            return refusal(refused);
        }
    }

    private HttpResponse<Map<String, Object>> answer(TokenRequest sent, HttpRequest<?> request) {
        String clientId = sent.clientId();
        String secret = sent.clientSecret();
        if (clientId == null || secret == null) {
            throw new TokenRefused(
                    OAuth2Error.INVALID_CLIENT.setDescription("client_id and client_secret are needed"), true);
        }
        String address = addresses.resolve(request);
        limits.delay(clientId, address).ifPresent(delay -> {
            throw TokenRefused.tooMany(delay);
        });
        Clients.Proof proof = clients.prove(clientId, secret).orElseThrow(() -> {
            limits.failed(clientId, address);
            LOG.info("token refused: unknown client or wrong secret, from {}", address);
            return new TokenRefused(OAuth2Error.INVALID_CLIENT.setDescription("Unknown client or wrong secret"), true);
        });
        if (!sent.grantType().equals("client_credentials")) {
            throw new TokenRefused(OAuth2Error.UNSUPPORTED_GRANT_TYPE.setDescription("Only client_credentials"), false);
        }
        Set<Permission> permissions = granted(sent.scope(), proof.client());
        IssuedToken token = tokens.issue(proof, permissions);
        clients.used(proof.client());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", token.value());
        body.put("token_type", "bearer");
        body.put("expires_in", token.life().toSeconds());
        body.put("scope", ClientTokens.scope(permissions));
        return unstored(HttpResponse.ok(body));
    }

    private static Set<Permission> granted(@Nullable String scope, Client client) {
        Scope asked = Scope.parse(scope);
        if (asked == null || asked.isEmpty()) {
            return client.permissions();
        }
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (Scope.Value value : asked) {
            Permission.of(value.getValue())
                    .filter(client.permissions()::contains)
                    .ifPresentOrElse(permissions::add, () -> {
                        throw new TokenRefused(
                                OAuth2Error.INVALID_SCOPE.setDescription("The client has no such permission"), false);
                    });
        }
        return permissions;
    }

    private static HttpResponse<Map<String, Object>> refusal(TokenRefused refused) {
        ErrorObject error = refused.error();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error.getCode());
        if (error.getDescription() != null) {
            body.put("error_description", error.getDescription());
        }
        MutableHttpResponse<Map<String, Object>> response = HttpResponse.<Map<String, Object>>status(
                        HttpStatus.valueOf(error.getHTTPStatusCode()))
                .body(body);
        if (refused.challenge()) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"visavis\", charset=\"UTF-8\"");
        }
        if (refused.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, Long.toString(refused.retryAfterSeconds()));
        }
        return unstored(response);
    }

    private static <T> MutableHttpResponse<T> unstored(MutableHttpResponse<T> response) {
        return response.contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.PRAGMA, "no-cache");
    }
}
