package io.visavis.eightbyeight.availability;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.Availability;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The tenant's opening hours (contract 5.1). */
public final class Schedules {
    private final ScheduleSource source;
    private final String schedule;
    private final Set<String> choicesThatAreOpen;

    /**
     * One schedule.
     *
     * @param schedule its number, or its name
     * @param choicesThatAreOpen numbers of the administrator's own choices, such as {@code 2} of {@code Choice #2}, that count
     *     as open
     */
    public Schedules(ScheduleSource source, String schedule, Set<String> choicesThatAreOpen) {
        this.source = source;
        this.schedule = schedule;
        this.choicesThatAreOpen = Set.copyOf(choicesThatAreOpen);
    }

    /**
     * How it stands now.
     *
     * @param asPlanned whether it says so by its plan; else the administrator chose it for a while that nobody tells
     */
    record Standing(Availability.State state, boolean asPlanned) {}

    /**
     * Asks.
     *
     * @throws io.visavis.spi.ProviderException when it is not told
     */
    Standing standing() {
        String status = source.status(schedule)
                .object()
                .flatMap(answer -> Reply.text(answer.path("schedule-status"), "status"))
                .orElse("")
                .strip();
        return switch (status) {
            case "" -> new Standing(Availability.State.UNKNOWN, false);
            case "0" -> new Standing(Availability.State.OPEN, true);
            case "-1" -> new Standing(Availability.State.CLOSED, true);
            default -> new Standing(chosen(status), false);
        };
    }

    private Availability.State chosen(String choice) {
        return choicesThatAreOpen.contains(number(choice)) ? Availability.State.OPEN : Availability.State.CLOSED;
    }

    /** {@code Choice #2} and {@code 2} are the same. */
    private static String number(String choice) {
        return choice.toLowerCase(Locale.ROOT).replaceAll("[^0-9]", "");
    }

    /**
     * The next opening by the week's plan. Empty when the plan cannot be read, or has it open now, or when the opening is on a day
     * of which its exceptions speak.
     *
     * @throws io.visavis.spi.ProviderException when it is not told
     */
    Optional<Instant> opensAt(Instant now) {
        return source.all().object().stream()
                .flatMap(answer -> answer.path("schedules").path("schedule").valueStream())
                .filter(this::isMeant)
                .findFirst()
                .flatMap(plan -> WeekPlan.of(plan).nextOpening(now));
    }

    private boolean isMeant(JsonNode plan) {
        return Reply.text(plan, "id").filter(schedule::equals).isPresent()
                || Reply.text(plan, "name").filter(schedule::equals).isPresent();
    }
}
