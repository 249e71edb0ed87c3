package io.visavis.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.SharedDemo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console's form, as an administrator sees it. */
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
}
