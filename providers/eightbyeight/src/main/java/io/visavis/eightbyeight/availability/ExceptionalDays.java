package io.visavis.eightbyeight.availability;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The days of which a schedule's exceptions (holidays) speak. They come with the plan, but nobody has seen their form (contract
 * 5.1): any date in them counts, in whatever order of day and month, and with another date beside it the days between. What
 * becomes of such a day is not read at all; it is only known that the week does not tell it.
 */
record ExceptionalDays(List<Span> spans) {
    private static final String WEEK = "week-days";
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/.]?)(\\d{1,2})\\2(\\d{1,2})(?:[T ].*)?");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})(?: .*)?");

    /** From one day to another, both included. */
    record Span(LocalDate first, LocalDate last) {
        boolean holds(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    /** Of the whole schedule; its own fields and its week are no exceptions. */
    static ExceptionalDays of(JsonNode schedule) {
        List<Span> spans = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : schedule.properties()) {
            if (field.getValue().isContainerNode() && !field.getKey().equals(WEEK)) {
                find(field.getValue(), spans);
            }
        }
        return new ExceptionalDays(List.copyOf(spans));
    }

    boolean hold(LocalDate day) {
        return spans.stream().anyMatch(span -> span.holds(day));
    }

    /** Twice, as day and month could be either. */
    private static void find(JsonNode node, Collection<Span> spans) {
        node.valueStream().filter(JsonNode::isContainerNode).forEach(part -> find(part, spans));
        for (boolean dayFirst : new boolean[] {true, false}) {
            List<LocalDate> dates = node.valueStream()
                    .filter(JsonNode::isValueNode)
                    .flatMap(part -> date(part.asText().strip(), dayFirst).stream())
                    .toList();
            if (node.isArray()) {
                dates.forEach(day -> spans.add(new Span(day, day)));
            } else if (!dates.isEmpty()) {
                spans.add(new Span(Collections.min(dates), Collections.max(dates)));
            }
        }
    }

    private static Optional<LocalDate> date(String text, boolean dayFirst) {
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.matches()) {
            return date(yearFirst.group(1), yearFirst.group(3), yearFirst.group(4));
        }
        Matcher yearLast = YEAR_LAST.matcher(text);
        if (yearLast.matches()) {
            return date(yearLast.group(3), yearLast.group(dayFirst ? 2 : 1), yearLast.group(dayFirst ? 1 : 2));
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> date(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
