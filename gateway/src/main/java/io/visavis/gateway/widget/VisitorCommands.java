package io.visavis.gateway.widget;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.http.HttpStatus;
import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.LoggedEvent;
import io.visavis.gateway.conversation.PositionUnknownException;
import io.visavis.gateway.conversation.ReceivedCards;
import io.visavis.gateway.conversation.ReceivedCards.ReceivedCard;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.outbox.OutboundCommand;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.widget.Chats.CardAnswer;
import io.visavis.gateway.widget.Chats.NewMessage;
import io.visavis.gateway.widget.Visitors.Visitor;
import io.visavis.gateway.widget.Wire.CommandReply;
import io.visavis.spi.Capability;
import io.visavis.spi.ConversationRules;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a visitor, or a server for one, can ask for, checked against what the conversation and its vendor allow. */
@Singleton
final class VisitorCommands {
    private static final Duration TYPING_EVERY = Duration.ofSeconds(3);

    private final CommandLedger ledger;
    private final Conversations conversations;
    private final ConversationLog log;
    private final Chats chats;
    private final VisitorCalls calls;
    private final ChatModes modes;
    private final VisitorFiles files;
    private final ReceivedCards cards;
    private final Cache<Typist, Boolean> typing = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(TYPING_EVERY)
            .build();

    private record Typist(ConversationId conversation, Actor.Kind author) {}

    VisitorCommands(
            CommandLedger ledger,
            Conversations conversations,
            ConversationLog log,
            Chats chats,
            VisitorCalls calls,
            ChatModes modes,
            VisitorFiles files,
            ReceivedCards cards) {
        this.ledger = ledger;
        this.conversations = conversations;
        this.log = log;
        this.chats = chats;
        this.calls = calls;
        this.modes = modes;
        this.files = files;
        this.cards = cards;
    }

    /** Takes a document that follows {@code commands/v1/command}. */
    CommandReply take(Visitor visitor, JsonNode command) {
        String id = command.get("id").textValue();
        // Before anything is asked of the contact centre: it may be off by now, or carry less.
        return ledger.first(visitor.conversation().id(), id).orElseGet(() -> takeNew(visitor, id, command));
    }

    private CommandReply takeNew(Visitor visitor, String id, JsonNode command) {
        Conversation conversation = visitor.conversation();
        JsonNode data = command.path("data");
        return switch (command.get("type").textValue()) {
            case "message.send" -> send(visitor, id, data);
            case "typing.set" -> type(visitor, id, data);
            case "message.mark-read" ->
                markRead(conversation, id, data.path("position").longValue());
            case "card.submit" -> submitCard(conversation, id, data);
            case "conversation.update" -> update(conversation, id, data);
            case "call.request" ->
                call(conversation, id, (now, desk) -> position(id, desk.request(now, text(data, "kind"))));
            case "call.accept" ->
                call(conversation, id, (now, desk) -> {
                    VisitorCalls.Accepted accepted = desk.accept(now, text(data, "roomId"), text(data, "kind"));
                    return new CommandReply(id, accepted.position(), accepted.joinUrl());
                });
            case "call.decline" ->
                call(conversation, id, (now, desk) -> position(id, desk.decline(now, text(data, "roomId"))));
            case "conversation.end" ->
                // To leave what is over already is what was wanted.
                once(conversation, id, now -> position(id, now.ended() ? now.lastPosition() : chats.end(now)));
            default -> throw unsupported();
        };
    }

    private CommandReply send(Visitor visitor, String id, JsonNode data) {
        Conversation conversation = visitor.conversation();
        Actor.Kind speaker = author(visitor, data);
        Actor author = speaker == Actor.Kind.BOT ? Actor.of(speaker, null, null) : Actor.visitor();
        Optional<LiveProvider> live = modes.find(conversation.connectionId());
        String text = data.path("text").asText("");
        int longest = live.map(found -> found.descriptor().rules())
                .orElseGet(ConversationRules::defaults)
                .maxTextLength();
        if (text.codePointCount(0, text.length()) > longest) {
            throw ProblemException.invalid("data.text", "may have up to " + longest + " characters");
        }
        List<String> named = new ArrayList<>();
        data.path("attachments").forEach(attachment -> named.add(attachment.textValue()));
        if (named.isEmpty() && !VisibleText.isIn(text)) {
            throw ProblemException.invalid("data.text", "says nothing");
        }
        if (!named.isEmpty() && live.isPresent() && !ChatModes.can(live.get(), Capability.ATTACHMENTS_TO_AGENT)) {
            throw unsupported();
        }
        String replyTo = data.path("replyTo").textValue();
        // What was sent ends the typing at the vendor's desk: what comes next must be told even a second later.
        typing.invalidate(new Typist(conversation.id(), speaker));
        return once(conversation, id, now -> {
            if (!takesUpAgain(now, speaker, live)) {
                requireRunning(now);
            }
            return position(
                    id, chats.send(now, new NewMessage(id, author, text, files.use(now.id(), named, id), replyTo)));
        });
    }

    /** What is over goes on with the visitor's next words, unless its vendor has meanwhile been set to begin anew. */
    private static boolean takesUpAgain(Conversation over, Actor.Kind speaker, Optional<LiveProvider> live) {
        return over.reopens()
                && speaker == Actor.Kind.VISITOR
                && live.map(found -> ChatModes.can(found, Capability.REOPEN)).orElse(true);
    }

    /** Not remembered by id: it means nothing a moment later. */
    private CommandReply type(Visitor visitor, String id, JsonNode data) {
        Conversation conversation = visitor.conversation();
        boolean on = data.path("typing").booleanValue();
        Typist typist = new Typist(conversation.id(), author(visitor, data));
        LiveProvider live = require(conversation, Capability.VISITOR_TYPING, Capability.AGENT_TYPING);
        requireRunning(conversation);
        Boolean before = typing.getIfPresent(typist);
        if ((before != null && before == on) || !ChatModes.can(live, Capability.VISITOR_TYPING)) {
            return position(id, conversation.lastPosition());
        }
        typing.put(typist, on);
        return whileRunning(conversation, id, now -> position(id, chats.type(now, on, typist.author)));
    }

    private static Actor.Kind author(Visitor visitor, JsonNode data) {
        if (!data.path("author").asText().equals("bot")) {
            return Actor.Kind.VISITOR;
        }
        if (!visitor.isServer()) {
            throw ProblemException.invalid("data.author", "only a server may let its bot speak");
        }
        return Actor.Kind.BOT;
    }

    private CommandReply markRead(Conversation conversation, String id, long readPosition) {
        LiveProvider live = require(conversation, Capability.RECEIPTS_TO_AGENT, Capability.RECEIPTS_FROM_AGENT);
        Instant readUpTo = timeOf(conversation, readPosition);
        if (!ChatModes.can(live, Capability.RECEIPTS_TO_AGENT)) {
            requireRunning(conversation);
            return position(id, conversation.lastPosition());
        }
        return whileRunning(conversation, id, now -> position(id, chats.markRead(now, readUpTo)));
    }

    private Instant timeOf(Conversation conversation, long readPosition) {
        try {
            List<LoggedEvent> event = log.read(conversation.id(), readPosition - 1, 1);
            if (!event.isEmpty()) {
                return event.getFirst().at();
            }
        } catch (PositionUnknownException _) {
            // Answered below, like a position that is not reached yet.
        }
        throw ProblemException.invalid("data.position", "no event stands there");
    }

    private CommandReply submitCard(Conversation conversation, String id, JsonNode data) {
        require(conversation, Capability.CARDS);
        String title = text(data, "title");
        if (!VisibleText.isIn(title)) {
            throw ProblemException.invalid("data.title", "says nothing");
        }
        String cardMessageId = text(data, "messageId");
        ReceivedCard card = cards.find(conversation.id(), cardMessageId)
                .orElseThrow(() -> ProblemException.invalid("data.messageId", "names no message with a card"));
        CardAnswer answer = new CardAnswer(
                id,
                cardMessageId,
                card.vendorMessageId(),
                title,
                data.has("values") ? data.get("values").toString() : "{}");
        return whileRunning(conversation, id, now -> position(id, chats.submitCard(now, answer)));
    }

    private CommandReply update(Conversation conversation, String id, JsonNode data) {
        LiveProvider live = require(conversation, Capability.CONTEXT_UPDATE);
        OutboundCommand.Update change =
                CustomerUpdates.read(id, data, live, modes.optionsOfAny(conversation.applicationId()));
        return whileRunning(conversation, id, now -> {
            if (!change.options().isEmpty() && !now.waiting()) {
                throw ProblemException.of(
                        HttpStatus.CONFLICT,
                        "no-longer-waiting",
                        ProblemAction.NONE,
                        "Where a chat goes can be changed while its visitor waits; it is with an agent, or being handed on.");
            }
            return position(id, chats.update(now, change));
        });
    }

    @FunctionalInterface
    private interface CallStep {
        CommandReply take(Conversation conversation, VisitorCalls calls);
    }

    private CommandReply call(Conversation conversation, String id, CallStep step) {
        return whileRunning(conversation, id, now -> step.take(now, calls));
    }

    @FunctionalInterface
    private interface Step {
        CommandReply take(Conversation conversation);
    }

    private CommandReply whileRunning(Conversation conversation, String id, Step step) {
        return once(conversation, id, now -> {
            requireRunning(now);
            return step.take(now);
        });
    }

    /** Looks again inside the work: the conversation may have ended since the request came in. */
    private CommandReply once(Conversation conversation, String id, Step step) {
        return ledger.once(conversation.id(), id, () -> step.take(current(conversation)));
    }

    private Conversation current(Conversation conversation) {
        return conversations.find(conversation.id()).orElseThrow(Visitors::notFound);
    }

    private LiveProvider require(Conversation conversation, Capability... any) {
        LiveProvider live = modes.require(conversation);
        if (!ChatModes.can(live, any)) {
            throw unsupported();
        }
        return live;
    }

    /** 409 when the conversation is over. */
    static void requireRunning(Conversation conversation) {
        if (conversation.ended()) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT,
                    "conversation-ended",
                    ProblemAction.RESTART,
                    "The conversation is over; start a new one.");
        }
    }

    private static ProblemException unsupported() {
        return ProblemException.of(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "unsupported-here",
                ProblemAction.NONE,
                "This conversation's contact centre does not carry that; see capabilities.");
    }

    private static CommandReply position(String id, long position) {
        return new CommandReply(id, position, null);
    }

    private static String text(JsonNode data, String name) {
        return data.path(name).asText();
    }
}
