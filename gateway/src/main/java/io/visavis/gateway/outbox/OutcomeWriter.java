package io.visavis.gateway.outbox;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.ConversationState;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.conversation.VendorIds;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what became of an attempt, the row and the log in one unit of work. */
final class OutcomeWriter {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeWriter.class);

    private final JdbcOutbox outbox;
    private final Conversations conversations;
    private final ConversationLog log;
    private final VendorIds vendorIds;
    private final Clock clock;

    OutcomeWriter(
            JdbcOutbox outbox, Conversations conversations, ConversationLog log, VendorIds vendorIds, Clock clock) {
        this.outbox = outbox;
        this.conversations = conversations;
        this.log = log;
        this.vendorIds = vendorIds;
        this.clock = clock;
    }

    /** Inside a unit of work. Does nothing when another node took the row over meanwhile. */
    void write(OutboxRow row, Instant startedAt, Outcome outcome) {
        outbox.attempted(row, startedAt, outcome);
        boolean ours = switch (outcome) {
            case Outcome.Postponed later ->
                outbox.postpone(row, clock.instant().plus(later.delay()), later.maybeArrived(), later.detail());
            case Outcome.Taken _, Outcome.Dropped _, Outcome.Failed _, Outcome.Over _ -> outbox.settle(row, outcome);
        };
        if (!ours) {
            LOG.warn("Outbox row {} was taken over by another node; its outcome here is not written", row.id());
            return;
        }
        conversations.find(row.conversationId()).ifPresent(conversation -> tell(row, conversation, outcome));
    }

    private void tell(OutboxRow row, Conversation conversation, Outcome outcome) {
        if (outcome instanceof Outcome.Taken taken && taken.reference() != null) {
            remember(row, taken.reference());
        }
        List<NewEvent> events = new ArrayList<>();
        if (conversation.unavailableSince() != null && outcome.vendorAnswered()) {
            events.add(NewEvent.of(Actor.system(), new EventData.ProviderRestored()));
        }
        events.addAll(
                switch (outcome) {
                    case Outcome.Taken taken -> taken(row, conversation, taken);
                    case Outcome.Postponed later -> unavailable(conversation, later);
                    case Outcome.Failed failed -> failed(row, conversation, failed.reason(), "failed");
                    case Outcome.Over _ -> failed(row, conversation, "conversation-over", "provider");
                    case Outcome.Dropped _ -> List.of();
                });
        if (!events.isEmpty()) {
            log.append(conversation.id(), events);
        }
    }

    private void remember(OutboxRow row, String reference) {
        switch (row.command()) {
            case OutboundCommand.Start _ -> vendorIds.bind(row.conversationId(), reference);
            case OutboundCommand.Message message ->
                vendorIds.messageSent(row.conversationId(), reference, message.messageId());
            case OutboundCommand.Notice _ ->
                vendorIds.messageSent(row.conversationId(), reference, row.idempotencyKey());
            default -> LOG.debug("Outbox row {} has a reference nobody needs", row.id());
        }
    }

    private List<NewEvent> taken(OutboxRow row, Conversation conversation, Outcome.Taken taken) {
        List<NewEvent> events = new ArrayList<>();
        switch (row.command()) {
            case OutboundCommand.Message message -> {
                events.add(event(
                        new EventData.MessageAccepted(message.messageId(), taken.shortfall()),
                        "accepted:" + message.messageId(),
                        taken.reference()));
                if (takesUpAgain(row, conversation)) {
                    events.add(waiting());
                }
            }
            case OutboundCommand.CardAnswer answer ->
                events.add(event(
                        new EventData.MessageAccepted(answer.messageId(), taken.shortfall()),
                        "accepted:" + answer.messageId(),
                        taken.reference()));
            case OutboundCommand.Start _
            when conversation.state() == ConversationState.STARTING -> events.add(waiting());
            default -> LOG.debug("Outbox row {} is done", row.id());
        }
        return events;
    }

    /** Whether a message is to a conversation that was over what the start is to a new one. */
    private boolean takesUpAgain(OutboxRow row, Conversation conversation) {
        return row.kind() == CommandKind.MESSAGE
                && conversation.state() == ConversationState.STARTING
                && conversations.wasOver(conversation.id());
    }

    /** Vendors with queue events say more later; until then this is all that is known, and it is true. */
    private static NewEvent waiting() {
        return NewEvent.of(
                Actor.system(),
                new EventData.ConversationQueued(
                        null,
                        null,
                        null,
                        null,
                        EventData.Confidence.UNKNOWN.name().toLowerCase(Locale.ROOT)));
    }

    private List<NewEvent> unavailable(Conversation conversation, Outcome.Postponed later) {
        if (conversation.unavailableSince() != null || conversation.ended()) {
            return List.of();
        }
        return List.of(NewEvent.of(Actor.system(), new EventData.ProviderUnavailable(clock.instant(), later.reason())));
    }

    private List<NewEvent> failed(OutboxRow row, Conversation conversation, String reason, String endReason) {
        List<NewEvent> events = new ArrayList<>();
        switch (row.command()) {
            case OutboundCommand.Message message ->
                events.add(failed(EventData.MessageFailed.message(message.messageId(), reason)));
            case OutboundCommand.CardAnswer answer ->
                events.add(failed(EventData.MessageFailed.message(answer.messageId(), reason)));
            case OutboundCommand.Update update
            when update.commandId() != null ->
                events.add(failed(
                        new EventData.MessageFailed(update.commandId(), reason, OutboundCommand.Update.WIRE_NAME)));
            default -> LOG.debug("Outbox row {} has failed", row.id());
        }
        boolean over = ("provider".equals(endReason) && row.kind() != CommandKind.END)
                || reason.equals(Outcome.Failed.CONNECTION_REMOVED);
        // Where more was said meanwhile, the last of it decides: a vendor that takes that one has it taken up again.
        boolean refusedAgain = takesUpAgain(row, conversation) && !outbox.saysMore(row.conversationId());
        if (over || row.kind() == CommandKind.START || refusedAgain) {
            events.add(NewEvent.of(Actor.system(), EventData.ConversationEnded.forGood(endReason, reason)));
        }
        return events;
    }

    private static NewEvent failed(EventData.MessageFailed failure) {
        return event(failure, "failed:" + failure.messageId(), null);
    }

    private static NewEvent event(EventData data, String key, @Nullable String vendorMessageId) {
        Map<String, String> provider = vendorMessageId == null ? null : Map.of("messageId", vendorMessageId);
        return new NewEvent(Actor.system(), data, null, key, provider);
    }
}
