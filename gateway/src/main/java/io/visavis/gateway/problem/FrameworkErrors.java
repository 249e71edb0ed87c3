package io.visavis.gateway.problem;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.visavis.gateway.problem.ProblemException.FieldError;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Gives Micronaut's own errors our shapes, as {@link ErrorForms} has them. They are errors of the request (no such path,
 * unreadable JSON, wrong type), so the action is nearly always to fix it.
 */
@Singleton
final class FrameworkErrors implements ErrorResponseProcessor<byte[]> {
    private final ErrorForms forms;

    FrameworkErrors(ErrorForms forms) {
        this.forms = forms;
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(ErrorContext error, MutableHttpResponse<?> base) {
        HttpStatus status = status(error, base.status());
        MutableHttpResponse<byte[]> response = forms.of(error.getRequest(), problem(status, error));
        base.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("content-type") && !name.equalsIgnoreCase("content-length")) {
                values.forEach(value -> response.header(name, value));
            }
        });
        return response;
    }

    /** The framework calls everything too large that it gave up reading, and says it of the body. */
    private static HttpStatus status(ErrorContext error, HttpStatus status) {
        if (status == HttpStatus.REQUEST_ENTITY_TOO_LARGE
                && error.getRequest() instanceof NettyHttpRequest<?> request) {
            return switch (request.getNativeRequest().decoderResult().cause()) {
                case TooLongHttpLineException _ -> HttpStatus.REQUEST_URI_TOO_LONG;
                case TooLongHttpHeaderException _ -> HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
                case null, default -> status;
            };
        }
        return status;
    }

    private static ProblemException problem(HttpStatus status, ErrorContext error) {
        List<Error> errors = error.getErrors();
        if (status == HttpStatus.BAD_REQUEST
                && errors.stream().anyMatch(it -> it.getPath().isPresent())) {
            return ProblemException.invalid(errors.stream()
                    .map(it -> new FieldError(
                            it.getPath().orElse("").replaceFirst("^/", ""),
                            expected(error).orElse(it.getMessage())))
                    .toList());
        }
        return switch (status) {
            case NOT_FOUND ->
                ProblemException.of(status, "not-found", ProblemAction.NONE, "There is nothing at this address.");
            case METHOD_NOT_ALLOWED ->
                ProblemException.of(
                        status, "method-not-allowed", ProblemAction.FIX_INPUT, "Not with this method; see Allow.");
            case UNSUPPORTED_MEDIA_TYPE ->
                ProblemException.of(
                        status,
                        "media-type",
                        ProblemAction.FIX_INPUT,
                        error.getRequest().getHeaders().contains(HttpHeaders.CONTENT_ENCODING)
                                ? "The body is not taken packed here; send it without Content-Encoding."
                                : "The body's content type is not taken here.");
            case NOT_ACCEPTABLE ->
                ProblemException.of(
                        status, "not-acceptable", ProblemAction.FIX_INPUT, "Nothing here fits the Accept header.");
            case REQUEST_ENTITY_TOO_LARGE ->
                ProblemException.of(status, "too-large", ProblemAction.FIX_INPUT, "The body is too large.");
            case REQUEST_URI_TOO_LONG ->
                ProblemException.of(
                        status,
                        "address-too-long",
                        ProblemAction.FIX_INPUT,
                        "The request's address, with its query, is too long.");
            case REQUEST_HEADER_FIELDS_TOO_LARGE ->
                ProblemException.of(
                        status, "headers-too-large", ProblemAction.FIX_INPUT, "The request's headers are too large.");
            case BAD_REQUEST ->
                ProblemException.of(status, "invalid-request", ProblemAction.FIX_INPUT, "The request cannot be read.");
            default ->
                ProblemException.of(
                        status,
                        "http-" + status.getCode(),
                        status.getCode() >= 500 ? ProblemAction.RETRY : ProblemAction.NONE,
                        status.getReason());
        };
    }

    /** For a part of the address that is no number: the framework would tell how it failed to read it. */
    private static Optional<String> expected(ErrorContext error) {
        return error.getRootCause()
                .filter(ConversionErrorException.class::isInstance)
                .map(ConversionErrorException.class::cast)
                .filter(wrong ->
                        Number.class.isAssignableFrom(wrong.getArgument().getWrapperType()))
                .map(_ -> "must be a number");
    }
}
