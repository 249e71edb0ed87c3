package io.visavis.gateway.outbox;

import io.micronaut.scheduling.annotation.Scheduled;
import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.conversation.SignsOfLife;
import io.visavis.gateway.conversation.Silences;
import io.visavis.gateway.conversation.Silences.Silence;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends conversations in which nothing happens any more, here and at the vendor, after a warning: an end that got lost on its way
 * would otherwise leave them open. Nobody is cut off unwarned: the time from the warning to the end is always whole. Safe on
 * several nodes at once: each conversation is held while it is judged.
 */
@Singleton
final class IdleTimeouts {
    private static final Logger LOG = LoggerFactory.getLogger(IdleTimeouts.class);

    private final Silences silences;
    private final List<SignsOfLife> signs;
    private final ConversationLog log;
    private final Outbox outbox;
    private final UnitOfWork unitOfWork;
    private final IdleSettings settings;
    private final Clock clock;

    IdleTimeouts(
            Silences silences,
            List<SignsOfLife> signs,
            ConversationLog log,
            Outbox outbox,
            UnitOfWork unitOfWork,
            IdleSettings settings,
            Clock clock) {
        this.silences = silences;
        this.signs = List.copyOf(signs);
        this.log = log;
        this.outbox = outbox;
        this.unitOfWork = unitOfWork;
        this.settings = settings;
        this.clock = clock;
    }

    /** Looks at those whose time may have come. */
    @Scheduled(fixedDelay = "30s", initialDelay = "30s")
    void look() {
        if (!settings.on()) {
            return;
        }
        Instant now = clock.instant();
        for (ConversationId id : silences.due(now.minus(settings.patience()), now)) {
            try {
                unitOfWork.commit(() -> silences.hold(id).ifPresent(silence -> judge(silence, now)));
            } catch (RuntimeException e) {
                LOG.error("Could not see whether {} is silent; it is looked at again", id, e);
            }
        }
    }

    private void judge(Silence silence, Instant now) {
        ConversationId id = silence.conversation().id();
        if (silence.expiresAt() == null) {
            unwarned(silence, now);
        } else if (silence.aliveAt().isAfter(silence.since())) {
            silences.began(id, silence.aliveAt());
        } else if (!silence.expiresAt().isAfter(now)) {
            end(silence);
        }
    }

    private void unwarned(Silence silence, Instant now) {
        ConversationId id = silence.conversation().id();
        Instant since = lastSign(silence);
        if (since.plus(settings.patience()).isAfter(now)) {
            silences.began(id, since);
        } else if (settings.lead().isPositive()) {
            Instant expiresAt = now.plus(settings.lead());
            silences.warned(id, since, expiresAt);
            log.append(id, NewEvent.of(Actor.system(), new EventData.ConversationExpiring(expiresAt)));
        } else {
            end(silence);
        }
    }

    private Instant lastSign(Silence silence) {
        return Stream.concat(
                        Stream.of(silence.aliveAt()),
                        signs.stream()
                                .map(sign -> sign.last(silence.conversation()))
                                .flatMap(Optional::stream))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void end(Silence silence) {
        ConversationId id = silence.conversation().id();
        outbox.enqueue(id, new OutboundCommand.End());
        log.append(id, NewEvent.of(Actor.system(), EventData.ConversationEnded.forGood("timeout", null)));
        unitOfWork.afterCommit(() -> LOG.info("Ended {}: nothing happened since {}", id, silence.aliveAt()));
    }
}
