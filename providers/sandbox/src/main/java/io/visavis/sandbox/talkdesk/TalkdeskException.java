package io.visavis.sandbox.talkdesk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.visavis.sandbox.http.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error answer of Digital Connect or Attachments (contract 2.8). {@code 3016011} is the only code known from the wire;
 * the others here are made of {@code 3016} and the status.
 */
final class TalkdeskException extends RuntimeException {

    static final String CONVERSATION_OVER = "3016011";

    /** One field that did not please. */
    record Field(String name, String description) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Body(
            String code,
            String message,
            @Nullable String description,
            @Nullable List<Field> fields) {}

    private final int status;
    private final String code;
    private final List<Field> fields;

    private TalkdeskException(int status, String code, String message, List<Field> fields) {
        super(message);
        this.status = status;
        this.code = code;
        this.fields = List.copyOf(fields);
    }

    static TalkdeskException of(int status, String message) {
        return new TalkdeskException(status, "3016" + status, message, List.of());
    }

    static TalkdeskException invalid(List<Field> fields) {
        return new TalkdeskException(400, "3016400", "The request is malformed", fields);
    }

    static TalkdeskException invalid(String field, String description) {
        return invalid(List.of(new Field(field, description)));
    }

    static TalkdeskException over() {
        return new TalkdeskException(409, CONVERSATION_OVER, "The conversation has ended", List.of());
    }

    Reply reply() {
        return Reply.json(status, new Body(code, getMessage(), null, fields.isEmpty() ? null : fields));
    }

    /** The usual body for a status, as fault injection sends it. */
    static Reply reply(int status) {
        return of(status, words(status)).reply();
    }

    private static String words(int status) {
        return switch (status) {
            case 400 -> "The request is malformed";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not found";
            case 409 -> "Conflict";
            case 429 -> "Too many requests";
            case 503 -> "Service unavailable";
            default -> "Internal error";
        };
    }
}
