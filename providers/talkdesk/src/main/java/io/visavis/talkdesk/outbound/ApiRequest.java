package io.visavis.talkdesk.outbound;

import org.jspecify.annotations.Nullable;

/**
 * One call of a Talkdesk API.
 *
 * @param path below the API's base address, with a leading slash
 * @param body written as JSON; null for none
 * @param idempotencyKey header {@code x-idempotency-key}; null where the operation has none
 * @param purpose begins every error message, for example {@code start conversation}
 */
record ApiRequest(
        String method,
        String path,
        @Nullable Object body,
        @Nullable String idempotencyKey,
        Effect effect,
        String purpose) {

    /** Changes what the agent sees; Talkdesk drops repeats with the same key (contract 2.4). */
    static ApiRequest command(String path, Object body, String idempotencyKey, String purpose) {
        return new ApiRequest("POST", path, body, idempotencyKey, Effect.LASTING, purpose);
    }

    static ApiRequest delete(String path, String purpose) {
        return new ApiRequest("DELETE", path, null, null, Effect.LASTING, purpose);
    }

    static ApiRequest get(String path, String purpose) {
        return new ApiRequest("GET", path, null, null, Effect.NONE, purpose);
    }

    /** Makes something that has no effect before a later command names it. */
    static ApiRequest prepare(String path, Object body, String purpose) {
        return new ApiRequest("POST", path, body, null, Effect.NONE, purpose);
    }
}
