package io.visavis.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe-core can tell of a page and its frames against WCAG 2.2 AA. */
public final class Accessibility {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Accessibility() {}

    /** Nothing is wrong with the widget on this page in the state it shows now. */
    public static void check(Page page, String state) {
        AxeResults seen = new AxeBuilder(page)
                .withTags(RULES)
                .include(List.of("visavis-widget"))
                .analyze();
        // Proof that the panel's frame was looked at, not only the element around it.
        assertThat(seen.getPasses().stream().flatMap(rule -> rule.getNodes().stream()))
                .as("what axe looked at: " + state)
                .anySatisfy(node -> assertThat(node.getHtml()).contains("vv-"));
        List<String> violations = seen.getViolations().stream()
                .map(rule -> rule.getId() + " (" + rule.getHelp() + "): "
                        + rule.getNodes().stream()
                                .map(node -> node.getTarget() + " " + node.getHtml())
                                .toList())
                .toList();
        assertThat(violations).as("accessibility of the widget: " + state).isEmpty();
    }
}
