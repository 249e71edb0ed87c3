package io.visavis.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.access.Application;
import io.visavis.gateway.access.Applications;
import io.visavis.gateway.kernel.ApplicationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PanelFramingTest {

    private final PanelFraming framing = new PanelFraming(new OneApplication(new Application(
            new ApplicationId("app_shop"),
            "Shop",
            List.of("https://shop.example", "http://localhost:3000", "https://evil.example; script-src *", "x\r\ny: z"),
            Map.of(),
            Map.of(),
            null,
            Instant.EPOCH,
            Instant.EPOCH)));

    @Test
    void the_applications_origins_and_our_own_pages_may_frame_its_panel() {
        assertThat(framing.sources("app_shop"))
                .containsExactly("'self'", "https://shop.example", "http://localhost:3000");
    }

    @Test
    void a_panel_of_an_unknown_application_is_for_our_own_pages_only() {
        assertThat(framing.sources("app_other")).containsExactly("'self'");
        assertThat(framing.sources("")).containsExactly("'self'");
        assertThat(framing.sources("no such; id")).containsExactly("'self'");
    }

    private record OneApplication(Application application) implements Applications {

        @Override
        public Optional<Application> find(ApplicationId id) {
            return id.equals(application.id()) ? Optional.of(application) : Optional.empty();
        }

        @Override
        public List<Application> all() {
            return List.of(application);
        }
    }
}
