package io.visavis.sandbox.eightbyeight;

import io.visavis.sandbox.conversation.Agent;
import io.visavis.sandbox.conversation.Author;
import io.visavis.sandbox.conversation.Conversation;
import io.visavis.sandbox.conversation.Conversations;
import io.visavis.sandbox.conversation.Message;
import io.visavis.sandbox.conversation.WorkQueue;
import io.visavis.sandbox.eightbyeight.Chat.Assignment;
import io.visavis.sandbox.file.SignedLinks;
import io.visavis.sandbox.settings.Setting;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a conversation and which events tell of it (contract 3.7): the one place where the desk's conversation,
 * 8x8's chat and the events are kept in step. Callers send the events.
 */
final class Lifecycle {

    private final Conversations conversations;
    private final Chats chats;
    private final Events events;
    private final SignedLinks links;
    private final Setting<EightByEightSettings> settings;
    private final Clock clock;

    Lifecycle(
            Conversations conversations,
            Chats chats,
            Events events,
            SignedLinks links,
            Setting<EightByEightSettings> settings,
            Clock clock) {
        this.conversations = conversations;
        this.chats = chats;
        this.events = events;
        this.links = links;
        this.settings = settings;
        this.clock = clock;
    }

    /** From {@code created} to {@code active} in a queue; nothing when that has happened already. */
    List<EightByEightEvent> activated(String id) {
        var before = chats.get(id);
        if (before.state() != Chat.State.CREATED) {
            return List.of();
        }
        var queue = queueOf(id);
        var told = new ArrayList<EightByEightEvent>();
        var interaction = newInteraction();
        if (before.assignment().type().equals("script")) {
            told.addAll(events.update(chats.change(id, c -> c.active(c.assignment(), interaction, clock.instant()))));
            chats.change(id, c -> c.assigned(new Assignment("queue", queue.id())));
        } else {
            chats.change(id, c -> c.active(new Assignment("queue", queue.id()), interaction, clock.instant()));
        }
        told.addAll(events.update(chats.get(id)));
        told.addAll(events.user(chats.get(id), "joined"));
        told.addAll(events.queued(chats.get(id), queue));
        return told;
    }

    List<EightByEightEvent> accepted(String id, Agent agent) {
        var told = new ArrayList<>(activated(id));
        var interaction = chats.get(id).interactions().getLast().id();
        conversations.change(id, c -> c.accepted(agent, interaction, clock.instant()));
        told.addAll(given(id, agent));
        return told;
    }

    /** To another agent, or back into a queue. */
    List<EightByEightEvent> transferred(String id, Agent from, @Nullable Agent to, @Nullable WorkQueue queue) {
        var told = new ArrayList<EightByEightEvent>();
        var chat = chats.get(id);
        if (settings.get().events().transferOrder() == EventSettings.TransferOrder.TRANSFER_FIRST) {
            told.addAll(events.transfer(chat));
            told.addAll(events.left(chat, from));
        } else {
            told.addAll(events.left(chat, from));
            told.addAll(events.transfer(chat));
        }
        if (to != null) {
            told.addAll(given(id, to));
        } else if (queue != null) {
            told.addAll(waiting(id, queue));
        }
        return told;
    }

    /** In a queue: new, moved or handed back. */
    List<EightByEightEvent> waiting(String id, WorkQueue queue) {
        var chat = chats.change(id, c -> c.assigned(new Assignment("queue", queue.id())));
        var told = new ArrayList<>(events.update(chat));
        told.addAll(events.queued(chat, queue));
        return told;
    }

    /** The visitor writes after the end: a new piece of work in the last queue (contract 2.4). */
    List<EightByEightEvent> reopened(String id) {
        var queue = queueOf(id);
        var interaction = newInteraction();
        conversations.change(id, c -> c.reopened(queue, interaction));
        var chat = chats.change(id, c -> c.active(new Assignment("queue", queue.id()), interaction, clock.instant()));
        var told = new ArrayList<>(events.update(chat));
        told.addAll(events.queued(chat, queue));
        return told;
    }

    /**
     * Over, with the end events named, in that order.
     *
     * @param by {@code visitor} or {@code agent}
     */
    List<EightByEightEvent> ended(String id, String by, List<String> names) {
        var conversation = conversations.change(id, c -> c.ended(by, clock.instant()));
        var chat = chats.change(id, c -> c.idle(by.equals("visitor"), clock.instant()));
        var agent = conversation.work().agent();
        var told = new ArrayList<EightByEightEvent>();
        for (var name : names) {
            switch (name) {
                case "user-left" -> told.addAll(events.user(chat, "left"));
                case "system" -> told.addAll(message(chat, note("The conversation was closed."), false));
                case "idle" -> told.addAll(events.update(chat));
                default -> {
                    if (agent != null) {
                        told.addAll(events.left(chat, agent));
                    }
                }
            }
        }
        return told;
    }

    /** A message as an event, said by whoever wrote it. */
    List<EightByEightEvent> message(Chat chat, Message message, boolean echo) {
        var type = senderType(message.author());
        var agent = chat.agents().isEmpty() ? "agent" : chat.agents().getLast();
        var shown = echo && settings.get().events().echo() == EventSettings.Echo.EMPTY_TYPE ? "" : type;
        Function<String, String> link = settings.get().events().attachmentLinks()
                ? file -> links.sign(
                        chat.origin(), FilesApi.LINKS + file, settings.get().linkSeconds())
                : null;
        return events.message(chat, message, type.equals("agent") ? agent : type, shown, echo, link);
    }

    /** 8x8's word for an author of the transcript. */
    static String senderType(Author author) {
        return author.type().equals("visitor") ? "user" : author.type();
    }

    WorkQueue queueOf(String id) {
        var queue = conversations.find(id).map(Conversation::work).map(work -> work.queue());
        return queue.orElseGet(() -> settings.get().queues().getFirst().asWork());
    }

    /** Ids look like {@code int-…-chat-00-<tenant>} (contract 2.4). */
    String newInteraction() {
        var unique = UUID.randomUUID().toString().replace("-", "");
        return "int-" + unique.substring(0, 11) + "-" + unique.substring(11) + "-chat-00-"
                + settings.get().tenantId();
    }

    private List<EightByEightEvent> given(String id, Agent agent) {
        var chat = chats.change(id, c -> c.assigned(new Assignment("agent", AgentIds.of(agent))));
        var told = new ArrayList<>(events.update(chat));
        told.addAll(events.joined(chat, agent));
        return told;
    }

    private Message note(String text) {
        return new Message(
                UUID.randomUUID().toString(), new Author("system", "8x8"), text, clock.instant(), List.of(), null);
    }
}
