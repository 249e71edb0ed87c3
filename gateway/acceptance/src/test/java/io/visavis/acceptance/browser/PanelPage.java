package io.visavis.acceptance.browser;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.visavis.acceptance.harness.Await;
import java.time.Duration;

/** A site with the widget on it, as a visitor uses it. */
public final class PanelPage {
    private final Page page;

    public PanelPage(Page page) {
        this.page = page;
    }

    public Page page() {
        return page;
    }

    public void open(String site) {
        page.navigate(site);
        page.getByTestId("vv-launcher").click();
    }

    /** Opens the demo site, chooses the contact centre in its switch as a newcomer does, and opens the panel. */
    public void openFor(String chatMode, String demoSite) {
        page.navigate(demoSite);
        Locator choice = page.locator("[data-testid=demo-mode][data-chat-mode='" + chatMode + "']");
        choice.click();
        page.locator("[data-testid=demo-mode][aria-current=true][data-chat-mode='" + chatMode + "']")
                .waitFor();
        page.getByTestId("vv-launcher").click();
    }

    public Locator part(String testId) {
        return panel().getByTestId(testId);
    }

    /** Fills the pre-chat form and starts. */
    public void start(String name, String email, String subject) {
        part("vv-form").waitFor();
        fillIfAsked("name", name);
        fillIfAsked("email", email);
        fillIfAsked("subject", subject);
        part("vv-start").click();
    }

    private void fillIfAsked(String field, String value) {
        Locator input = part("vv-field-" + field);
        if (input.count() > 0) {
            input.fill(value);
        }
    }

    public void say(String text) {
        part("vv-input").fill(text);
        part("vv-send").click();
    }

    /** A message with this text, once it stands there. */
    public void awaitText(String text) {
        part("vv-messages")
                .getByText(text, new Locator.GetByTextOptions().setExact(true))
                .first()
                .waitFor();
    }

    /** The header says so: the conversation's state, or that of the line while nobody knows the other. */
    public void awaitState(String state) {
        panel().locator("[data-testid=vv-state][data-state=" + state + "]").waitFor();
    }

    /** A notice in the thread. */
    public Locator notice(String name) {
        return panel().locator("[data-notice=" + name + "]").last();
    }

    /** The files chosen for the next message that stand so: uploading, ready or bad. */
    public Locator uploads(String state) {
        return panel().locator("[data-testid=vv-upload][data-state=" + state + "]");
    }

    /** The document inside the widget's frame. */
    public Frame frame() {
        return Await.until(
                "the panel's frame",
                Duration.ofSeconds(10),
                () -> page.frames().stream()
                        .filter(frame -> frame.url().contains("/panel"))
                        .findFirst());
    }

    private FrameLocator panel() {
        return page.frameLocator("visavis-widget iframe");
    }
}
