package io.visavis.acceptance.browser;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.visavis.acceptance.harness.Await;
import java.time.Duration;

/** The agent's desk of the sandbox, as an agent uses it. */
public final class DeskPage {
    private final Page page;

    public DeskPage(Page page) {
        this.page = page;
    }

    public Page page() {
        return page;
    }

    public void open(String desk) {
        page.navigate(desk);
    }

    public Locator part(String testId) {
        return page.getByTestId(testId);
    }

    /** A visitor's conversation in the list. */
    public Locator item(String email) {
        return page.locator("[data-testid=desk-queue-item][data-email='" + email + "']");
    }

    public void accept(String email) {
        item(email).click();
        part("desk-accept").click();
    }

    public void say(String text) {
        part("desk-message-input").fill(text);
        part("desk-send").click();
    }

    public void awaitText(String text) {
        part("desk-transcript")
                .getByText(text, new Locator.GetByTextOptions().setExact(true))
                .first()
                .waitFor();
    }

    /** The agent's call page inside the desk. */
    public FrameLocator call() {
        return page.frameLocator("[data-testid=desk-call-frame]");
    }

    public Frame callFrame() {
        return Await.until(
                "the call page in the desk",
                Duration.ofSeconds(10),
                () -> page.frames().stream()
                        .filter(frame -> frame.url().contains("/a?"))
                        .findFirst());
    }
}
