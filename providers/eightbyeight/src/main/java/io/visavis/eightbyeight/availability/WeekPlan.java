package io.visavis.eightbyeight.availability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The week of a schedule. Its form is known from one cut example: day 0 is taken for Sunday, times for hours and minutes with
 * or without a colon; what cannot be read has no opening (contract 5.1).
 */
final class WeekPlan {
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):?(\\d{2})?(?::?\\d{2})?");
    private static final int OPEN = 0;

    private final @Nullable ZoneId zone;
    private final Map<DayOfWeek, Hours> week;
    private final ExceptionalDays exceptions;

    /**
     * One day's.
     *
     * @param end on the next day where it is not behind the start; null where it cannot be read
     */
    private record Hours(LocalTime start, @Nullable LocalTime end) {
        boolean openOnTheDay(LocalTime time) {
            return end != null && !time.isBefore(start) && (time.isBefore(end) || isOvernight());
        }

        boolean openOnTheDayAfter(LocalTime time) {
            return end != null && isOvernight() && time.isBefore(end);
        }

        private boolean isOvernight() {
            return end != null && !end.isAfter(start);
        }
    }

    private WeekPlan(@Nullable ZoneId zone, Map<DayOfWeek, Hours> week, ExceptionalDays exceptions) {
        this.zone = zone;
        this.week = week;
        this.exceptions = exceptions;
    }

    static WeekPlan of(@Nullable JsonNode schedule) {
        JsonNode plan = schedule == null ? MissingNode.getInstance() : schedule;
        Map<DayOfWeek, Hours> week = new EnumMap<>(DayOfWeek.class);
        for (JsonNode day : plan.path("week-days").path("week-day")) {
            JsonNode properties = day.path("properties");
            int number = day.path("day").asInt(-1);
            if (number >= 0 && number <= 6 && properties.path("status").asInt(OPEN) == OPEN) {
                DayOfWeek weekday = number == 0 ? DayOfWeek.SUNDAY : DayOfWeek.of(number);
                Optional<LocalTime> end = time(properties.path("end-time").asText(""));
                time(properties.path("start-time").asText(""))
                        .ifPresent(start -> week.put(weekday, new Hours(start, end.orElse(null))));
            }
        }
        return new WeekPlan(zone(plan.path("time-zone").asText("")), week, ExceptionalDays.of(plan));
    }

    /**
     * Within the coming week. Empty while the plan is open: what closes it then is not in the plan, nor is for how long. Empty as
     * well where the next opening is on a day of its own: the week would promise what a holiday does not keep.
     */
    Optional<Instant> nextOpening(Instant now) {
        if (zone == null) {
            return Optional.empty();
        }
        ZonedDateTime here = now.atZone(zone);
        if (isOpen(here)) {
            return Optional.empty();
        }
        for (int days = 0; days <= 7; days++) {
            ZonedDateTime day = here.plusDays(days);
            Hours hours = week.get(day.getDayOfWeek());
            if (hours != null && day.with(hours.start()).isAfter(here)) {
                return Optional.of(day.with(hours.start()).toInstant())
                        .filter(_ -> !exceptions.hold(day.toLocalDate()));
            }
        }
        return Optional.empty();
    }

    private boolean isOpen(ZonedDateTime here) {
        Hours today = week.get(here.getDayOfWeek());
        Hours yesterday = week.get(here.getDayOfWeek().minus(1));
        LocalTime time = here.toLocalTime();
        return (today != null && today.openOnTheDay(time)) || (yesterday != null && yesterday.openOnTheDayAfter(time));
    }

    private static Optional<LocalTime> time(String text) {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            int minutes = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
            return Optional.of(LocalTime.of(Integer.parseInt(matcher.group(1)), minutes));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable ZoneId zone(String name) {
        try {
            return name.isBlank() ? null : ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
