package io.visavis.gateway.problem;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteInfo;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.visavis.gateway.problem.ProblemException.FieldError;
import jakarta.inject.Singleton;
import java.time.Duration;
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

    /**
     * The framework calls everything too large that it gave up reading, and says it of the body. An address that ends in none of
     * the words its route knows is a bad request to it; a request may be there because the route of its own address does not
     * give what it accepts.
     */
    private static HttpStatus status(ErrorContext error, HttpStatus status) {
        if (status == HttpStatus.BAD_REQUEST
                && unreadable(error).filter(it -> isWordOfAddress(error, it)).isPresent()) {
            return acceptsJson(error.getRequest()) ? HttpStatus.NOT_FOUND : HttpStatus.NOT_ACCEPTABLE;
        }
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

    /** Instead of the framework's words, which tell how it failed to read a part of the request, and name classes. */
    private static Optional<String> expected(ErrorContext error) {
        return unreadable(error).map(Argument::getWrapperType).map(type -> {
            if (Number.class.isAssignableFrom(type)) {
                return "must be a number";
            }
            if (type == Duration.class) {
                return "must be a length of time such as PT24H";
            }
            return "is not what belongs here";
        });
    }

    /** What could not be made of a part of the request. */
    private static Optional<Argument<?>> unreadable(ErrorContext error) {
        return error.getRootCause()
                .filter(ConversionErrorException.class::isInstance)
                .map(ConversionErrorException.class::cast)
                .map(ConversionErrorException::getArgument);
    }

    private static boolean isWordOfAddress(ErrorContext error, Argument<?> argument) {
        return argument.getWrapperType().isEnum()
                && RouteAttributes.getRouteInfo(error.getRequest())
                        .filter(UriRouteInfo.class::isInstance)
                        .map(route -> ((UriRouteInfo<?, ?>) route).getUriMatchTemplate())
                        .filter(template -> template.getVariables().stream()
                                .anyMatch(it -> !it.isQuery() && it.getName().equals(argument.getName())))
                        .isPresent();
    }

    private static boolean acceptsJson(HttpRequest<?> request) {
        return request.accept().isEmpty()
                || request.accept().stream().anyMatch(it -> it.matches(MediaType.APPLICATION_JSON_TYPE));
    }
}
