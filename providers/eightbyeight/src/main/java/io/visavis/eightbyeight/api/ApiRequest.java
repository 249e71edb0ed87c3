package io.visavis.eightbyeight.api;

import org.jspecify.annotations.Nullable;

/**
 * One call of an 8x8 interface that takes the API key.
 *
 * @param path below the base address, with a leading slash
 * @param body written as JSON; null for none
 * @param purpose begins every error message, for example {@code start conversation}
 */
public record ApiRequest(
        String method, String path, @Nullable Object body, Effect effect, String purpose) {

    public static ApiRequest get(String path, String purpose) {
        return new ApiRequest("GET", path, null, Effect.NONE, purpose);
    }

    /** Changes what the agent sees. */
    public static ApiRequest post(String path, Object body, String purpose) {
        return new ApiRequest("POST", path, body, Effect.LASTING, purpose);
    }

    public static ApiRequest patch(String path, Object body, String purpose) {
        return new ApiRequest("PATCH", path, body, Effect.LASTING, purpose);
    }

    public static ApiRequest put(String path, Object body, String purpose) {
        return new ApiRequest("PUT", path, body, Effect.LASTING, purpose);
    }

    /** Without lasting effect where repeats cost nothing: indicators, tests. */
    public static ApiRequest hint(String path, Object body, String purpose) {
        return new ApiRequest("POST", path, body, Effect.NONE, purpose);
    }
}
