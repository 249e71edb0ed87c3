package io.visavis.gateway.operations;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every response carries unless its feature says otherwise, and its line in the access log (logger
 * {@code visavis.access}): method, route template, status, milliseconds. Never the path or the query as sent, because ids,
 * tickets and client secrets stand there.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class ResponseHeaders {
    private static final Logger ACCESS = LoggerFactory.getLogger("visavis.access");
    private static final String STARTED = "visavis.started";

    @RequestFilter
    void started(HttpRequest<?> request) {
        if (ACCESS.isInfoEnabled()) {
            request.setAttribute(STARTED, System.nanoTime());
        }
    }

    @ResponseFilter
    void finished(HttpRequest<?> request, MutableHttpResponse<?> response) {
        MutableHttpHeaders headers = response.getHeaders();
        addIfAbsent(headers, "X-Content-Type-Options", "nosniff");
        addIfAbsent(headers, "Referrer-Policy", "no-referrer");
        if (request.getPath().startsWith("/api/")) {
            addIfAbsent(headers, HttpHeaders.CACHE_CONTROL, "no-store");
        }
        if (ACCESS.isInfoEnabled()) {
            long started = request.getAttribute(STARTED, Long.class).orElseGet(System::nanoTime);
            ACCESS.info(
                    "{} {} {} {} ms",
                    request.getMethodName(),
                    route(request),
                    response.code(),
                    (System.nanoTime() - started) / 1_000_000);
        }
    }

    private static String route(HttpRequest<?> request) {
        return RouteAttributes.getRouteInfo(request)
                .map(it -> it instanceof UriRouteInfo<?, ?> route
                        ? route.getUriMatchTemplate().toString()
                        : "-")
                .orElse("-");
    }

    private static void addIfAbsent(MutableHttpHeaders headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.add(name, value);
        }
    }
}
