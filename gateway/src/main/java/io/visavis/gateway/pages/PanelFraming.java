package io.visavis.gateway.pages;

import io.visavis.gateway.access.Applications;
import io.visavis.gateway.kernel.ApplicationId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who may hold an application's panel in a frame: the application's origins and the gateway's own pages, such as the demo site.
 * An application that nobody knows is framed by the gateway's own pages only, where the panel then says what is wrong.
 */
@Singleton
final class PanelFraming {

    private static final String OWN = "'self'";

    /** An origin or a star; what else an administrator may have typed must not reach a header. */
    private static final Pattern SOURCE = Pattern.compile("\\*|https?://[A-Za-z0-9.*\\[\\]:-]+");

    private final Applications applications;

    PanelFraming(Applications applications) {
        this.applications = applications;
    }

    /** CSP sources for {@code frame-ancestors}. */
    List<String> sources(String applicationId) {
        return Stream.concat(
                        Stream.of(OWN),
                        origins(applicationId).stream()
                                .filter(origin -> SOURCE.matcher(origin).matches()))
                .toList();
    }

    private List<String> origins(String applicationId) {
        ApplicationId id;
        try {
            id = new ApplicationId(applicationId);
        } catch (IllegalArgumentException _) {
            return List.of();
        }
        return applications
                .find(id)
                .map(application -> application.allowedOrigins())
                .orElse(List.of());
    }
}
