package io.visavis.sandbox.eightbyeight;

import io.visavis.sandbox.http.Reply;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A call that 8x8 refuses, in the shape the contract has for it (2.10). */
final class EightByEightException extends RuntimeException {

    private final int status;
    private final ErrorShape shape;
    private final ErrorShape.Refusal refusal;

    private EightByEightException(int status, ErrorShape shape, String code, String text, String field, String value) {
        super(text);
        this.status = status;
        this.shape = shape;
        var reference = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        this.refusal = new ErrorShape.Refusal(code, text, field, value, reference);
    }

    static EightByEightException badJson(String text) {
        return of(400, ErrorShape.BAD_REQUEST_OBJECT, "invalid_json_object", text);
    }

    static EightByEightException invalid(String code, String text) {
        return of(400, ErrorShape.GENERIC, code, text);
    }

    /** As the endpoints of April 2026 say it. */
    static EightByEightException invalidParameter(String text) {
        return of(400, ErrorShape.INVALID_PARAMETER, "invalid_parameter", text);
    }

    static EightByEightException validation(String field, String value, String code, String text) {
        return new EightByEightException(400, ErrorShape.VALIDATION, code, text, field, value);
    }

    static EightByEightException unauthorized() {
        return of(401, ErrorShape.UNAUTHORIZED, "access_denied", "Access Denied");
    }

    static EightByEightException otherTenant(String customerId) {
        return of(
                403,
                ErrorShape.FORBIDDEN,
                "forbidden",
                "Header X-8x8-Tenant doesn't match tenant information for customerId=" + customerId);
    }

    static EightByEightException notFound(String type, String id) {
        return of(
                404,
                ErrorShape.NOT_FOUND,
                "resource_not_found",
                "Resource of type " + type + " with id " + id + " was not found.");
    }

    /** As the endpoints of April 2026 say it. */
    static EightByEightException notFoundCoded(String type, String id) {
        return of(
                404,
                ErrorShape.NOT_FOUND_CODED,
                "resource_not_found",
                "Entity of type " + type + " with id " + id + " was not found.");
    }

    static EightByEightException of(int status, ErrorShape shape, String code, String text) {
        return new EightByEightException(status, shape, code, text, "", "");
    }

    /**
     * The answer.
     *
     * @param forced the shape the settings want for all refusals, or null
     */
    Reply reply(@Nullable ErrorShape forced) {
        return Reply.json(status, (forced == null ? shape : forced).body(refusal))
                .withHeader("Content-Type", "application/problem+json");
    }

    /** The usual body for a status, as fault injection sends it. */
    static Reply reply(int status, @Nullable ErrorShape forced) {
        return switch (status) {
            case 401 -> unauthorized().reply(forced);
            case 403 -> otherTenant("sandbox").reply(forced);
            case 404 -> notFound("Conversation", "unknown").reply(forced);
            case 400 -> invalid("invalid_queue", "Queue ID 999 is invalid.").reply(forced);
            default ->
                of(status, ErrorShape.GENERIC, "internal_error", "Internal error.")
                        .reply(forced);
        };
    }
}
