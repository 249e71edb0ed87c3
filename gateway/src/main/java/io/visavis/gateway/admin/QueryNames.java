package io.visavis.gateway.admin;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.RouteAttributes;
import io.visavis.gateway.kernel.KnownNames;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Refuses a query with a name that the route does not read: a misspelt filter would show everything, as if all of it had passed.
 * Which names there are, the route's own method says. Behind the access table, so that only the administrator is told.
 */
@ServerFilter("/api/admin/v1/**")
final class QueryNames implements Ordered {

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        Collection<String> sent = request.getParameters().names();
        if (sent.isEmpty()) {
            return;
        }
        // Without a route the answer is 404 or 405, whatever was asked.
        if (!(RouteAttributes.getRouteInfo(request).orElse(null) instanceof MethodBasedRouteInfo<?, ?> route)) {
            return;
        }
        List<String> known = Arrays.stream(route.getTargetMethod().getArguments())
                .filter(argument -> argument.getAnnotationMetadata().hasAnnotation(QueryValue.class))
                .map(argument -> argument.getAnnotationMetadata()
                        .stringValue(QueryValue.class)
                        .orElse(argument.getName()))
                .toList();
        FieldChecks checks = new FieldChecks();
        sent.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> checks.wrong(name, "is not known here" + KnownNames.hint(name, known)));
        checks.orThrow();
    }
}
