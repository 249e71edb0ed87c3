package io.visavis.gateway.outbox;

import io.visavis.gateway.plugin.ProviderFault;
import io.visavis.spi.ProviderException;
import java.time.Clock;
import java.time.Duration;

/** Decides what a failed attempt means: by the exception's kind, by how often and for how long it was tried. */
final class Verdicts {
    /** Repeats of what may have arrived, where the vendor does not drop repeats: more would be noise to the agent. */
    private static final int MOST_UNCERTAIN = 3;

    private final RetrySchedule schedule;
    private final Clock clock;

    Verdicts(RetrySchedule schedule, Clock clock) {
        this.schedule = schedule;
        this.clock = clock;
    }

    Outcome of(ProviderException failure, OutboxRow row, boolean dropsRepeats) {
        String detail = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case REJECTED -> new Outcome.Failed("rejected", detail);
            case UNSUPPORTED -> new Outcome.Failed("unsupported", detail);
            case CONVERSATION_OVER -> new Outcome.Over(detail);
            case AUTHENTICATION -> again("authentication", detail, schedule.slowly(row.attempts()), row);
            case RATE_LIMITED -> again("rate-limited", detail, wait(failure, row), row);
            case UNAVAILABLE -> again("unavailable", detail, wait(failure, row), row);
            case UNCERTAIN -> uncertain(detail, row, dropsRepeats);
        };
    }

    /** A bug of the provider, or no answer in time: it may have arrived. */
    Outcome of(ProviderFault fault, OutboxRow row, boolean dropsRepeats) {
        return uncertain(String.valueOf(fault.getMessage()), row, dropsRepeats);
    }

    /** There is nobody to carry it out. */
    Outcome notInstalled(OutboxRow row) {
        return again("not-installed", "no live provider serves this connection", schedule.after(row.attempts()), row);
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

    private Outcome uncertain(String detail, OutboxRow row, boolean dropsRepeats) {
        if (!dropsRepeats && row.uncertainAttempts() + 1 >= MOST_UNCERTAIN) {
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
