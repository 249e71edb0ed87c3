package io.visavis.gateway.webhook;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.regex.Pattern;

/**
 * Only deliveries may come packed, and {@link WebhookBodies} unpacks them up to their limit. The server unpacks nothing: a
 * kilobyte would become a megabyte in memory before anyone could count. 415 elsewhere (RFC 9110, 15.5.16).
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class PackedBodies implements Ordered {
    private static final Pattern DELIVERIES = Pattern.compile("/api/.+/conversations/events(/[^/]*)?/?");

    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.after();
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        String encoding = request.getHeaders().get(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null
                && !encoding.isBlank()
                && !encoding.strip().equalsIgnoreCase("identity")
                && !DELIVERIES.matcher(request.getPath()).matches()) {
            throw new HttpStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "packed");
        }
    }
}
