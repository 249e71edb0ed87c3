package io.visavis.gateway.outbox;

import io.visavis.gateway.plugin.Absence;
import io.visavis.gateway.plugin.ProviderFault;
import io.visavis.spi.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Decides what a failed attempt means: by the exception's kind, by how often and for how long it was tried. */
final class Verdicts {
    /** Repeats of what may have arrived, where the vendor does not drop repeats: more would be noise to the agent. */
    private static final int MOST_UNCERTAIN = 3;

    /** The connection is switched off. */
    private static final String SWITCHED_OFF = "switched-off";

    private final RetrySchedule schedule;
    private final Clock clock;

    Verdicts(RetrySchedule schedule, Clock clock) {
        this.schedule = schedule;
        this.clock = clock;
    }

    Outcome of(ProviderException failure, OutboxRow row, Doubt doubt) {
        String detail = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case REJECTED -> new Outcome.Failed(Outcome.Failed.REJECTED, detail);
            case UNSUPPORTED -> new Outcome.Failed("unsupported", detail);
            case CONVERSATION_OVER -> new Outcome.Over(detail);
            case AUTHENTICATION -> again("authentication", detail, schedule.slowly(row.attempts()), row);
            case RATE_LIMITED -> again("rate-limited", detail, wait(failure, row), row);
            case UNAVAILABLE -> again("unavailable", detail, wait(failure, row), row);
            case UNCERTAIN -> uncertain(detail, row, doubt);
        };
    }

    /** A bug of the provider, or no answer in time: it may have arrived. */
    Outcome of(ProviderFault fault, OutboxRow row, Doubt doubt) {
        return uncertain(String.valueOf(fault.getMessage()), row, doubt);
    }

    /**
     * There is nobody to carry it out.
     *
     * @param absence why; empty when nobody is meant to
     */
    Outcome absent(Optional<Absence> absence, OutboxRow row) {
        return again(
                absence.map(it -> it.reason().wireName()).orElse(SWITCHED_OFF),
                absence.map(Absence::detail).orElse("the connection is switched off"),
                schedule.after(row.attempts()),
                row);
    }

    /** Other commands of the connection fail: this one is not even tried. */
    Outcome spared(OutboxRow row) {
        return again("unavailable", "not tried: the vendor does not answer", schedule.after(row.attempts()), row);
    }

    private Duration wait(ProviderException failure, OutboxRow row) {
        return failure.retryAfter()
                .map(asked -> schedule.asAsked(asked, row.attempts()))
                .orElseGet(() -> schedule.after(row.attempts()));
    }

    /** The process ended over it again and again: whether it arrived, nobody knows. */
    Outcome cutOff(OutboxRow row) {
        return new Outcome.Failed(
                "uncertain",
                "the gateway ended " + row.cutOff()
                        + " times in a row while this was under way, as it does when a provider"
                        + " spends the memory (the log of those times tells); mend or remove its jar, then replay this");
    }

    /** The echo would have proved that it arrived: none came in time. */
    Outcome notEchoed() {
        return new Outcome.Failed("uncertain", "no echo of it came: it may or may not have arrived");
    }

    private Outcome uncertain(String detail, OutboxRow row, Doubt doubt) {
        if (doubt.awaitsEchoOf(row)) {
            return new Outcome.Postponed("uncertain", detail, doubt.echoPatience(), true);
        }
        if (!doubt.dropsRepeats() && row.uncertainAttempts() + 1 >= MOST_UNCERTAIN) {
            return new Outcome.Failed("uncertain", detail);
        }
        Outcome next = again("uncertain", detail, schedule.after(row.attempts()), row);
        return next instanceof Outcome.Postponed p ? new Outcome.Postponed(p.reason(), detail, p.delay(), true) : next;
    }

    private Outcome again(String reason, String detail, Duration wait, OutboxRow row) {
        boolean tooLate = clock.instant().isAfter(row.createdAt().plus(RetrySchedule.GIVE_UP_AFTER));
        return tooLate
                ? new Outcome.Failed("not-delivered", detail)
                : new Outcome.Postponed(reason, detail, wait, false);
    }
}
