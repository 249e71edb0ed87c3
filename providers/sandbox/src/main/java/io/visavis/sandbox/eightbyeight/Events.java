package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.conversation.Agent;
import io.visavis.sandbox.conversation.Author;
import io.visavis.sandbox.conversation.Message;
import io.visavis.sandbox.conversation.WorkQueue;
import io.visavis.sandbox.eightbyeight.EventSettings.Generation;
import io.visavis.sandbox.http.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes events in the shape of their generation (contract 3.5, 3.6). What a generation cannot say gives no event. Every
 * timestamp is later than the one before, for receivers sort by it.
 */
final class Events {

    private static final String AGENT = "agent";

    private final Function<Chat, Generation> generationOf;
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    Events(Function<Chat, Generation> generationOf, Clock clock) {
        this.generationOf = generationOf;
        this.clock = clock;
    }

    /** CONVERSATION_UPDATE with the state, assignment and user it has now. */
    List<EightByEightEvent> update(Chat chat) {
        if (flat(chat)) {
            return List.of();
        }
        var data = Json.object().put("state", chat.state().word());
        data.putObject("assignment")
                .put("type", chat.assignment().type())
                .put("id", chat.assignment().id());
        data.set("user", chat.user().deepCopy());
        data.put("channel", "ChatAPI");
        return one(chat, "CONVERSATION_UPDATE", data);
    }

    List<EightByEightEvent> queued(Chat chat, WorkQueue queue) {
        var data = flat(chat) ? system() : Json.object();
        return one(chat, "QUEUED", data.put("queueId", queue.id()).put("queueName", queue.name()));
    }

    List<EightByEightEvent> joined(Chat chat, Agent agent) {
        var events = new ArrayList<EightByEightEvent>();
        if (generationOf.apply(chat) != Generation.CURRENT) {
            events.add(flatEvent(chat, "AGENT_JOINED", named(system(), agent)));
        }
        if (!flat(chat)) {
            events.addAll(member(chat, AGENT, "joined", AgentIds.of(agent)));
        }
        return events;
    }

    List<EightByEightEvent> left(Chat chat, Agent agent) {
        return flat(chat)
                ? List.of(flatEvent(chat, "AGENT_LEFT", named(system(), agent)))
                : member(chat, AGENT, "left", AgentIds.of(agent));
    }

    List<EightByEightEvent> user(Chat chat, String change) {
        return flat(chat) ? List.of() : member(chat, "user", change, "user");
    }

    /** The one event besides the test call that has no {@code data}. */
    List<EightByEightEvent> transfer(Chat chat) {
        return List.of(flatEvent(chat, "TRANSFER", flat(chat) ? system() : Json.object()));
    }

    List<EightByEightEvent> typing(Chat chat, Agent agent, boolean typing) {
        if (flat(chat)) {
            return List.of();
        }
        var data = Json.object().put("name", "typing");
        var users = data.putObject("value").putArray("users");
        if (typing) {
            users.addObject().put("type", AGENT).put("id", AgentIds.of(agent));
        }
        return one(chat, "ACTIVITY", data);
    }

    /**
     * Words, files or a card.
     *
     * @param senderType as it will stand there; empty for the form of the vendor's workflow page
     * @param link makes a pre-signed URL of an attachment's id; null for the form that has the id alone
     */
    List<EightByEightEvent> message(
            Chat chat,
            Message message,
            String senderId,
            String senderType,
            boolean echo,
            @Nullable Function<String, String> link) {
        if (flat(chat)) {
            return message.author().type().equals(AGENT) && !message.text().isEmpty()
                    ? List.of(flatEvent(chat, "TEXT", text(message, senderId)))
                    : List.of();
        }
        var data = Json.object().put("isEcho", echo);
        data.putObject("sender").put("id", senderId).put("type", senderType);
        data.put("text", message.text());
        if (!message.attachments().isEmpty()) {
            var files = data.putArray("attachments");
            for (var file : message.attachments()) {
                var entry = files.addObject().put("id", file.id());
                if (link != null) {
                    entry.put("type", kind(file.type()))
                            .put("preSignedUrl", link.apply(file.id()))
                            .put("fileName", file.name());
                }
            }
        }
        if (message.card() != null) {
            data.putArray("cards").add(message.card());
        }
        return one(chat, "MESSAGE", data);
    }

    /** What the webhook's test call says; {@code version} as the webhook has it. */
    static EightByEightEvent verification(String version) {
        return new EightByEightEvent(
                "WEB_HOOK_VERIFY",
                null,
                Json.object().put("notificationVersion", version).put("eventType", "WEB_HOOK_VERIFY"));
    }

    private List<EightByEightEvent> member(Chat chat, String type, String change, String id) {
        return one(
                chat,
                "MEMBERS_CHANGED",
                Json.object().put("memberType", type).put("change", change).put("id", id));
    }

    private List<EightByEightEvent> one(Chat chat, String name, ObjectNode data) {
        if (flat(chat)) {
            return List.of(flatEvent(chat, name, data));
        }
        var body = envelope(chat, name);
        body.set("data", data);
        return List.of(new EightByEightEvent(name, chat.id(), body));
    }

    private EightByEightEvent flatEvent(Chat chat, String name, ObjectNode members) {
        var body = envelope(chat, name);
        body.setAll(members);
        return new EightByEightEvent(name, chat.id(), body);
    }

    private ObjectNode envelope(Chat chat, String name) {
        long now = clock.millis();
        long timestamp = last.updateAndGet(before -> Math.max(now, before + 1));
        return Json.object()
                .put("eventType", name)
                .put("conversationId", chat.id())
                .put("timestamp", timestamp);
    }

    private boolean flat(Chat chat) {
        return generationOf.apply(chat).flat();
    }

    private static ObjectNode system() {
        return Json.object().put("messageType", "SYSTEM");
    }

    private static ObjectNode named(ObjectNode members, Agent agent) {
        return members.put("agentId", AgentIds.of(agent)).put("agentName", agent.name());
    }

    private static ObjectNode text(Message message, String agentId) {
        Author author = message.author();
        return Json.object()
                .put("messageType", "AGENT")
                .put("agentId", agentId)
                .put("agentName", author.name())
                .put("message", message.text());
    }

    private static String kind(String mediaType) {
        var first = mediaType.replaceAll("/.*", "");
        return List.of("image", "video", "audio").contains(first) ? first : "file";
    }
}
