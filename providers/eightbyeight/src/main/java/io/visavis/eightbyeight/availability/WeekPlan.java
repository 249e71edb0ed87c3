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
    private final Map<DayOfWeek, LocalTime> openings;

    private WeekPlan(@Nullable ZoneId zone, Map<DayOfWeek, LocalTime> openings) {
        this.zone = zone;
        this.openings = openings;
    }

    static WeekPlan of(@Nullable JsonNode schedule) {
        JsonNode plan = schedule == null ? MissingNode.getInstance() : schedule;
        Map<DayOfWeek, LocalTime> openings = new EnumMap<>(DayOfWeek.class);
        for (JsonNode day : plan.path("week-days").path("week-day")) {
            JsonNode properties = day.path("properties");
            int number = day.path("day").asInt(-1);
            if (number >= 0 && number <= 6 && properties.path("status").asInt(OPEN) == OPEN) {
                DayOfWeek weekday = number == 0 ? DayOfWeek.SUNDAY : DayOfWeek.of(number);
                time(properties.path("start-time").asText("")).ifPresent(start -> openings.put(weekday, start));
            }
        }
        return new WeekPlan(zone(plan.path("time-zone").asText("")), openings);
    }

    /** Within the coming week. */
    Optional<Instant> nextOpening(Instant now) {
        if (zone == null) {
            return Optional.empty();
        }
        ZonedDateTime here = now.atZone(zone);
        for (int days = 0; days <= 7; days++) {
            ZonedDateTime day = here.plusDays(days);
            LocalTime start = openings.get(day.getDayOfWeek());
            if (start != null && day.with(start).isAfter(here)) {
                return Optional.of(day.with(start).toInstant());
            }
        }
        return Optional.empty();
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
