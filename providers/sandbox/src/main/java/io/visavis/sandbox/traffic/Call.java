package io.visavis.sandbox.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call that the vendor saw.
 *
 * @param headers lower-case names; credentials are replaced by their scheme
 * @param requestBody parsed if it was JSON, else its text; null if it was empty or binary
 * @param status what was answered, or 0 when the connection was cut or never answered
 * @param fault the kind of the fault that was injected, if any
 */
public record Call(
        long id,
        Instant at,
        String vendor,
        String method,
        String path,
        String query,
        Map<String, String> headers,
        @Nullable JsonNode requestBody,
        int status,
        @Nullable JsonNode responseBody,
        @Nullable String fault,
        long durationMillis) {}
