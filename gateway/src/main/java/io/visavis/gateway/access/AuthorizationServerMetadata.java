package io.visavis.gateway.access;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an OAuth2 client can learn by itself (RFC 8414). */
@Tag(name = "access")
@Controller("/.well-known/oauth-authorization-server")
final class AuthorizationServerMetadata {
    private final Map<String, Object> metadata = new LinkedHashMap<>();

    AuthorizationServerMetadata(@Value("${visavis.public-url}") String publicUrl) {
        String issuer = publicUrl.replaceAll("/+$", "");
        metadata.put("issuer", issuer);
        metadata.put("token_endpoint", issuer + "/security/oauth/token");
        metadata.put("response_types_supported", List.of());
        metadata.put("grant_types_supported", List.of("client_credentials"));
        metadata.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"));
        metadata.put(
                "scopes_supported",
                Arrays.stream(Permission.values()).map(Permission::wireName).toList());
    }

    @Operation(operationId = "getAuthorizationServer", summary = "Where and how to get tokens (RFC 8414)")
    @ApiResponse(
            responseCode = "200",
            description = "The metadata.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "oauth/v1/authorization-server")))
    @Get
    Map<String, Object> metadata() {
        return metadata;
    }
}
