package io.visavis.gateway.widget;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** CORS for the widget API: the exact origin or nothing, never a star and never cookies. */
@ServerFilter("/api/widget/v1/**")
final class OriginFilter implements Ordered {
    private final Origins origins;

    OriginFilter(Origins origins) {
        this.origins = origins;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.order();
    }

    /** Answers a preflight. The request it announces is still checked against its application. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> preflight(HttpRequest<?> request) {
        String origin = Origins.header(request);
        if (request.getMethod() != HttpMethod.OPTIONS
                || origin == null
                || !request.getHeaders().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
            return null;
        }
        if (!origins.known(request, origin)) {
            throw Origins.refused();
        }
        MutableHttpResponse<?> response = HttpResponse.noContent();
        name(response.getHeaders(), origin);
        return response.header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
                .header(
                        HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                        "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, If-None-Match, Accept")
                .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
    }

    @ResponseFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void allow(HttpRequest<?> request, MutableHttpResponse<?> response) {
        MutableHttpHeaders headers = response.getHeaders();
        String origin = Origins.header(request);
        if (origin != null && origins.known(request, origin)) {
            name(headers, origin);
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Retry-After, Location, Content-Disposition");
        } else {
            headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
        headers.set("X-Content-Type-Options", "nosniff");
    }

    private static void name(MutableHttpHeaders headers, String origin) {
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
}
