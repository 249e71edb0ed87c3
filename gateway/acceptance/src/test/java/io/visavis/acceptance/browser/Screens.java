package io.visavis.acceptance.browser;

import com.microsoft.playwright.Page;
import io.visavis.acceptance.harness.Repository;

/** Keeps what people would have seen, in {@code gateway/acceptance/target/screens}. */
public final class Screens {

    private Screens() {}

    public static void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Repository.artifacts("screens").resolve(name + ".png")));
    }
}
