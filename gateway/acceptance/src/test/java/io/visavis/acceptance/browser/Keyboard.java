package io.visavis.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import io.visavis.acceptance.harness.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A person without a mouse: goes by Tab, and sees where he is. */
public final class Keyboard {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** More stops than any page of ours has. */
    private static final int FAR = 60;

    /** The test id of what has the focus in this document, also inside a shadow root; its tag where it has none. */
    private static final String FOCUSED = """
        () => {
          let element = document.activeElement;
          while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
          return element?.dataset?.testid || element?.tagName?.toLowerCase() || '';
        }""";

    /** Something round it is drawn because of the focus: an outline of its own or of the box that it fills. */
    private static final String VISIBLE = """
        () => {
          let element = document.activeElement;
          while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
          for (let box = element, up = 0; box && up < 3; box = box.parentElement, up++) {
            const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(box);
            if (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) return true;
            if (up > 0 && box.matches(':focus-within') && boxShadow !== 'none') return true;
          }
          return false;
        }""";

    private final Page page;

    public Keyboard(Page page) {
        this.page = page;
    }

    public void press(String key) {
        page.keyboard().press(key);
    }

    public void type(String text) {
        page.keyboard().type(text);
    }

    /** What has the focus, in whichever frame it is. */
    public String focused() {
        return String.valueOf(innermost().evaluate(FOCUSED));
    }

    public void awaitFocus(String testId) {
        Await.untilTrue("the focus is on " + testId + ", not " + focused(), PATIENCE, () -> testId.equals(focused()));
    }

    /** Presses Tab until the control with this test id has the focus, and checks that one sees it there. */
    public void tabTo(String testId) {
        go("Tab", testId);
    }

    /** As {@link #tabTo}, backwards. */
    public void backTo(String testId) {
        go("Shift+Tab", testId);
    }

    private void go(String key, String testId) {
        List<String> way = new ArrayList<>();
        while (!testId.equals(focused())) {
            way.add(focused());
            assertThat(way).as("%s until %s", key, testId).hasSizeLessThan(FAR);
            press(key);
        }
        assertThat((Boolean) innermost().evaluate(VISIBLE))
                .as("the focus on %s is visible", testId)
                .isTrue();
    }

    private Frame innermost() {
        return page.frames().stream()
                .filter(frame -> Boolean.TRUE.equals(
                        frame.evaluate("() => document.hasFocus() && document.activeElement?.tagName !== 'IFRAME'"
                                + " && !document.activeElement?.shadowRoot?.activeElement?.matches('iframe')")))
                .reduce((_, inner) -> inner)
                .orElseGet(page::mainFrame);
    }
}
