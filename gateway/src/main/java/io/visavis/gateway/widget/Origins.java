package io.visavis.gateway.widget;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.visavis.gateway.access.Application;
import io.visavis.gateway.access.Applications;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may use an application's API. The panel is a page of the gateway's own origin, so its requests carry that
 * or none; who may hold the panel in a frame is said by the panel page's frame-ancestors. Programs that are no browser
 * send no Origin: they are let in, because the header proves nothing about them, and are limited like everyone.
 */
@Singleton
final class Origins {
    private final Applications applications;
    private final String own;

    Origins(Applications applications, @Value("${visavis.public-url:`http://localhost:8080`}") String publicUrl) {
        this.applications = applications;
        URI uri = URI.create(publicUrl);
        this.own = uri.getScheme() + "://" + uri.getAuthority();
    }

    static @Nullable String header(HttpRequest<?> request) {
        return request.getHeaders().get(HttpHeaders.ORIGIN);
    }

    /**
     * Whether the page that asks may read answers at all. A preflight does not say which application it is for, so any
     * application's origin will do; which one it may use is {@link #require}'s matter.
     */
    boolean known(HttpRequest<?> request, String origin) {
        return isOwn(request, origin)
                || applications.all().stream().anyMatch(application -> application.allowsOrigin(origin));
    }

    /** 403 unless the page that asks may use the application. */
    void require(HttpRequest<?> request, Application application) {
        String origin = header(request);
        if (origin != null && !isOwn(request, origin) && !application.allowsOrigin(origin)) {
            throw refused();
        }
    }

    static ProblemException refused() {
        return ProblemException.of(
                HttpStatus.FORBIDDEN,
                "origin-not-allowed",
                ProblemAction.NONE,
                "This site is not among the application's allowed origins.");
    }

    private boolean isOwn(HttpRequest<?> request, String origin) {
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return origin.equals(own) || origin.equals("http://" + host) || origin.equals("https://" + host);
    }
}
