package io.visavis.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.SharedDemo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console as an administrator sees it, on the way in and behind the form. */
@ExtendWith({SharedDemo.class, SharedBrowsers.class})
class ConsoleSignInIT {
    private final Demo demo;
    private final Page page;

    ConsoleSignInIT(Demo demo, Browsers browsers) {
        this.demo = demo;
        this.page = browsers.person(1280, 860);
    }

    @Test
    void theFieldIsAsHighAsTheButtonBesideIt() {
        page.navigate(demo.facts().path("consoleUrl").asText());
        page.locator("input[type=password]").waitFor();

        BoundingBox field = page.locator("input[type=password]").boundingBox();
        BoundingBox button = page.locator("button[type=submit]").boundingBox();

        assertThat(field.y).isEqualTo(button.y);
        assertThat(field.height).isEqualTo(button.height);
    }

    /** Told by the test in the gateway's place: a warning of the shared one would be everybody's. */
    @Test
    void whatIsWrongWithAnAccountThatWorksCallsForAttention() {
        answers("/api/status/v1", """
                {"state": "attention", "startedAt": "2026-11-20T09:00:00Z", "at": "2026-11-20T09:00:00Z", "plugins": [], "vendors": []}""");
        answers("/api/admin/v1/status", """
                {"state": "attention", "startedAt": "2026-11-20T09:00:00Z", "at": "2026-11-20T09:00:00Z", "plugins": [],
                 "connections": [{"connectionId": "con_1", "name": "Support", "vendor": "Acme", "state": "up",
                                  "warning": "deliveries are not proved."}],
                 "parkedDeliveries": 0, "failedCommands": 0, "waitingCommands": 0, "runningCalls": 0}""");
        page.navigate(demo.facts().path("consoleUrl").asText());
        page.locator("input[type=password]").fill("any");
        page.locator("button[type=submit]").click();
        page.locator("ul.card strong").getByText("Support").waitFor();

        assertThat(page.getByTestId("vv-health").innerText())
                .contains("One thing needs attention.", "The connection Support works, but comes with a warning.");
        assertThat(page.locator("ul.card li.down").innerText())
                .contains("Support", "deliveries are not proved.", "answers, with a warning");
    }

    private void answers(String path, String json) {
        page.route(
                url -> url.endsWith(path),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(200)
                        .setContentType("application/json")
                        .setBody(json)));
    }
}
