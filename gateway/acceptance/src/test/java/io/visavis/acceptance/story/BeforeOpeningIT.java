package io.visavis.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.PanelPage;
import io.visavis.acceptance.browser.Screens;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.SharedDemo;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A visitor who comes while the contact centre is closed. */
@ExtendWith({SharedDemo.class, SharedBrowsers.class})
@ResourceLock(SharedDemo.VENDOR)
class BeforeOpeningIT {
    private static final String SCHEDULE = "142";

    private final Demo demo;
    private final Desk desk;
    private final PanelPage panel;

    BeforeOpeningIT(Demo demo, Browsers browsers) {
        this.demo = demo;
        this.desk = new Desk(demo);
        this.panel = new PanelPage(browsers.person(1280, 860));
    }

    @AfterEach
    void open() {
        schedule(0, List.of());
    }

    @Test
    void thePanelSaysUntilWhenItIsClosed() {
        // Noon in UTC is on the same day for the browser, wherever it believes to be; and no hours' news are cached for
        // this queue.
        DayOfWeek opening = LocalDate.now(Clock.systemUTC()).plusDays(3).getDayOfWeek();
        schedule(-1, List.of(Map.of("day", opening.getValue() % 7, "start", "12:00", "end", "18:00")));

        panel.open(demo.facts().path("demoSiteUrl").asText() + "?chatMode=8x8-chat-gateway&cg-queue-id=121&locale=en");

        Locator told = panel.part("vv-availability");
        told.waitFor();
        assertThat(told.getAttribute("data-state")).isEqualTo("closed");
        assertThat(told.innerText())
                .startsWith("We are closed until " + opening.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .endsWith(".");
        Screens.keep(panel.page(), "closed-until");
    }

    private void schedule(int status, List<?> week) {
        desk.settings(Map.of(
                "8x8",
                Map.of(
                        "schedules",
                        List.of(Map.of("id", SCHEDULE, "name", "Support hours", "status", status, "week", week)))));
    }
}
