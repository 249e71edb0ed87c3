package io.visavis.gateway.problem;

import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown by any feature to answer with an RFC 9457 problem; the text goes to the caller, so it names no secret. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * One wrong part of a request.
     *
     * @param field a path such as {@code customer.email}
     */
    public record FieldError(String field, String message) {}

    private final HttpStatus status;
    private final String slug;
    private final ProblemAction action;
    private final transient List<FieldError> errors;
    private final transient @Nullable Duration retryAfter;

    private ProblemException(
            HttpStatus status,
            String slug,
            ProblemAction action,
            String detail,
            List<FieldError> errors,
            @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.status = status;
        this.slug = slug;
        this.action = action;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /**
     * A problem.
     *
     * @param slug last part of its type URI, for example {@code conversation-not-found}
     * @param detail what happened and what to do, for people
     */
    public static ProblemException of(HttpStatus status, String slug, ProblemAction action, String detail) {
        return new ProblemException(status, slug, action, detail, List.of(), null);
    }

    /** 400 with every wrong field. */
    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                "invalid-request",
                ProblemAction.FIX_INPUT,
                "The request has fields that cannot be used; see errors.",
                errors,
                null);
    }

    /** 400 for one wrong field. */
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** 404; also for things that exist but belong to someone else. */
    public static ProblemException notFound(String slug, String detail) {
        return of(HttpStatus.NOT_FOUND, slug, ProblemAction.NONE, detail);
    }

    /** 429 or 503 with {@code Retry-After}. */
    public static ProblemException later(HttpStatus status, String slug, String detail, Duration retryAfter) {
        return new ProblemException(status, slug, ProblemAction.RETRY, detail, List.of(), retryAfter);
    }

    public HttpStatus status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public ProblemAction action() {
        return action;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
