package io.visavis.gateway.video.page;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.visavis.gateway.access.Applications;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.plugin.InstalledProviders;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may show a call's page in a frame. */
@Context
final class FrameAncestors {

    /** Nothing that could end one directive and begin another. */
    private static final Pattern SOURCE = Pattern.compile("https?://[A-Za-z0-9.*\\[\\]:-]+");

    private final List<String> configured;
    private final InstalledProviders providers;
    private final Applications applications;

    FrameAncestors(
            @Property(name = "visavis.frame-ancestors") @Nullable List<String> configured,
            InstalledProviders providers,
            Applications applications) {
        List<String> all = new ArrayList<>();
        if (configured != null) {
            configured.stream()
                    .flatMap(entry -> List.of(entry.strip().split("\\s+", -1)).stream())
                    .filter(entry -> !entry.isEmpty())
                    .forEach(all::add);
        }
        for (String source : all) {
            if (!SOURCE.matcher(source).matches()) {
                throw new ConfigurationException("VISAVIS_FRAME_ANCESTORS: '" + source
                        + "' is no origin; right is, for example, https://desk.example.");
            }
        }
        this.configured = List.copyOf(all);
        this.providers = providers;
        this.applications = applications;
    }

    /** Of the agent's page: where the installed providers say that agents work, and what the operator adds. */
    List<String> desks() {
        return Stream.concat(providers.agentDesks().stream(), configured.stream())
                .distinct()
                .toList();
    }

    /** Of a visitor's page: the sites of its application. */
    List<String> sites(ApplicationId application) {
        return applications
                .find(application)
                .map(found -> found.allowedOrigins().stream()
                        .filter(origin ->
                                origin.equals("*") || SOURCE.matcher(origin).matches())
                        .toList())
                .orElse(List.of());
    }
}
