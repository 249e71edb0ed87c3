package io.visavis.gateway.widget;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;

/**
 * Refuses files that say themselves that they are too large, before anyone takes their bodies: one beyond what the framework
 * lets through at all could not even be dropped once it was taken, and its connection would hang.
 */
@ServerFilter("/api/widget/v1/conversations/*/attachments")
final class OversizedFiles implements Ordered {
    private final VisitorFiles files;

    OversizedFiles(VisitorFiles files) {
        this.files = files;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.after();
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (request.getMethod() == HttpMethod.POST) {
            files.requireFits(request.getContentLength());
        }
    }
}
