package io.visavis.testkit;

import io.visavis.spi.SpiVersion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The report that a vendor can publish: one page, promise by promise, that needs nothing else and prints well. */
final class HtmlReport {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final String provider;
    private final Map<String, List<Check>> checks;
    private final List<PromiseBook.Entry> promises = PromiseBook.entries();

    HtmlReport(String provider, List<Check> checks) {
        this.provider = provider;
        this.checks = checks.stream().collect(Collectors.groupingBy(Check::promise));
    }

    /** How a promise fares. */
    private enum State {
        PASSED("✓ passed"),
        REFUSED_CLEANLY("✓ refused cleanly"),
        NOT_OFFERED("– not offered"),
        KEPT_BY_THE_HOST("✓ kept by the host"),
        NOT_CHECKED("? not checked"),
        FAILED("✗ failed");

        private final String words;

        State(String words) {
            this.words = words;
        }
    }

    String html() {
        return Resources.text("report.html")
                .replace("{{provider}}", escaped(provider))
                .replace("{{spi}}", SpiVersion.CURRENT)
                .replace("{{day}}", DAY.format(Instant.now()))
                .replace("{{summary}}", escaped(summary()))
                .replace("{{chapters}}", chapters());
    }

    private String summary() {
        Map<State, Long> counts = new EnumMap<>(State.class);
        promises.forEach(promise -> counts.merge(state(promise), 1L, Long::sum));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().words.substring(2))
                .collect(Collectors.joining(", ", promises.size() + " promises: ", "."));
    }

    private State state(PromiseBook.Entry promise) {
        List<Check> ran = checks.getOrDefault(promise.number(), List.of());
        if (ran.isEmpty()) {
            return promise.keptByTheHost() ? State.KEPT_BY_THE_HOST : State.NOT_CHECKED;
        }
        for (Check.Outcome outcome :
                List.of(Check.Outcome.FAILED, Check.Outcome.PASSED, Check.Outcome.REFUSED_CLEANLY)) {
            if (ran.stream().anyMatch(check -> check.outcome() == outcome)) {
                return State.valueOf(outcome.name());
            }
        }
        return State.NOT_OFFERED;
    }

    private String chapters() {
        StringBuilder html = new StringBuilder();
        promises.stream().map(PromiseBook.Entry::chapter).distinct().forEach(chapter -> {
            html.append("<table>\n<caption>").append(escaped(chapter)).append("</caption>\n");
            html.append("<thead><tr><th scope=\"col\">No.</th><th scope=\"col\">Promise</th>")
                    .append("<th scope=\"col\">Result</th></tr></thead>\n<tbody>\n");
            promises.stream()
                    .filter(promise -> promise.chapter().equals(chapter))
                    .forEach(promise -> row(html, promise));
            html.append("</tbody>\n</table>\n");
        });
        return html.toString();
    }

    private void row(StringBuilder html, PromiseBook.Entry promise) {
        State state = state(promise);
        List<Check> ran = checks.getOrDefault(promise.number(), List.of());
        html.append("<tr class=\"").append(css(state)).append("\"><th scope=\"row\">");
        html.append(promise.number()).append("</th><td>").append(marked(promise.words()));
        if (!ran.isEmpty()) {
            html.append("<details").append(state == State.FAILED ? " open" : "").append("><summary>");
            html.append(ran.size())
                    .append(ran.size() == 1 ? " check" : " checks")
                    .append("</summary><ul>");
            ran.forEach(
                    check -> html.append("<li>").append(escaped(line(check))).append("</li>"));
            html.append("</ul></details>");
        }
        html.append("</td><td class=\"state\">").append(state.words).append("</td></tr>\n");
    }

    private static String css(State state) {
        return switch (state) {
            case PASSED, REFUSED_CLEANLY, KEPT_BY_THE_HOST -> "passed";
            case FAILED -> "failed";
            case NOT_OFFERED, NOT_CHECKED -> "neutral";
        };
    }

    private static String line(Check check) {
        return check.name() + ": " + check.outcome().words()
                + (check.detail().isEmpty() ? "" : " (" + check.detail() + ")");
    }

    /** Markdown's code and emphasis, as far as the contract uses them. */
    private static String marked(String words) {
        return escaped(words).replaceAll("`([^`]+)`", "<code>$1</code>").replaceAll("\\*([^*]+)\\*", "<em>$1</em>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
