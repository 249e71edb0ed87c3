package io.visavis.sandbox.talkdesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.conversation.Agent;
import io.visavis.sandbox.conversation.Conversation;
import io.visavis.sandbox.conversation.Message;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.talkdesk.EventSettings.TypeCase;
import io.visavis.sandbox.traffic.DeliveryOptions.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event as its action's schema wants it (contract 3.6).
 *
 * @param name the action's name
 * @param lane events of one lane are sent one after the other
 * @param touchpoint decides which integration receives it
 */
record TalkdeskEvent(
        String name,
        @Nullable String conversationId,
        String lane,
        @Nullable String touchpoint,
        ObjectNode body) {

    static final String STARTED = "conversation_started";
    static final String ASSIGNED = "conversation_assigned";
    static final String MESSAGE = "message_created";
    static final String ENDED = "conversation_ended";
    static final String TERMINATED = "conversation_terminated";

    private static final Set<String> AUTOMATIONS = Set.of(ASSIGNED, TERMINATED);

    static TalkdeskEvent started(Conversation conversation, Agent user) {
        var body = common(STARTED, conversation.opening().createdAt());
        body.put("conversation_id", conversation.id());
        var payload = body.putObject("payload");
        payload.putObject("contact_person").put("email", conversation.opening().email());
        payload.putObject("user").put("name", user.name());
        payload.putObject("touchpoint").put("id", conversation.opening().entryPoint());
        payload.put("subject", conversation.opening().subject());
        return of(STARTED, conversation, body);
    }

    static TalkdeskEvent assigned(Conversation conversation, Instant at, @Nullable String sessionParameter) {
        var body = common(ASSIGNED, at);
        body.put("conversation_id", conversation.id());
        body.put("interaction_id", conversation.work().interactionId());
        var agent = conversation.work().agent();
        body.put("user_id", agent == null ? "" : agent.id());
        addProperties(body, conversation, sessionParameter);
        return of(ASSIGNED, conversation, body);
    }

    static TalkdeskEvent message(Conversation conversation, Message message) {
        return message(conversation, message, message.id());
    }

    static TalkdeskEvent message(Conversation conversation, Message message, String id) {
        var body = common(MESSAGE, message.at());
        body.put("conversation_id", conversation.id());
        var payload = body.putObject("payload");
        payload.put("id", id);
        if (!message.text().isEmpty() || message.attachments().isEmpty()) {
            payload.put("content", message.text());
        }
        payload.put("created_at", Json.instant(message.at()));
        payload.putObject("author")
                .put("name", message.author().name())
                .put("type", authorType(message.author().type()));
        if (!message.attachments().isEmpty()) {
            payload.set("attachments", Json.tree(message.attachments()));
        }
        return of(MESSAGE, conversation, body);
    }

    static TalkdeskEvent ended(Conversation conversation, Instant at) {
        var body = common(ENDED, at);
        body.put("conversation_id", conversation.id());
        return of(ENDED, conversation, body);
    }

    /** @param interactionId any fresh id when the conversation was never assigned */
    static TalkdeskEvent terminated(
            Conversation conversation, String interactionId, Instant at, @Nullable String sessionParameter) {
        var body = common(TERMINATED, at);
        body.put("interaction_id", interactionId);
        addProperties(body, conversation, sessionParameter);
        return of(TERMINATED, conversation, body);
    }

    /** The body in the wanted spelling, with ids spoiled if asked for. */
    JsonNode wire(TypeCase typeCase, @Nullable Ids ids) {
        var wire = body.deepCopy();
        if (wire.path("event_type").isTextual()) {
            var type = wire.path("event_type").textValue();
            boolean capitals = typeCase == TypeCase.UPPER
                    || (typeCase == TypeCase.VENDOR && !AUTOMATIONS.contains(type.toLowerCase(Locale.ROOT)));
            wire.put("event_type", capitals ? type.toUpperCase(Locale.ROOT) : type.toLowerCase(Locale.ROOT));
        }
        if (ids != null) {
            for (var field : List.of("conversation_id", "interaction_id", "user_id")) {
                if (wire.has(field)) {
                    wire.put(field, ids == Ids.BLANK ? "" : "{{" + field.replace("_id", ".id") + "}}");
                }
            }
        }
        return wire;
    }

    private static TalkdeskEvent of(String name, Conversation conversation, ObjectNode body) {
        return new TalkdeskEvent(
                name,
                conversation.id(),
                conversation.id(),
                conversation.opening().entryPoint(),
                body);
    }

    private static ObjectNode common(String name, Instant at) {
        return Json.object().put("event_type", name).put("timestamp", Json.instant(at));
    }

    private static void addProperties(ObjectNode body, Conversation conversation, @Nullable String parameter) {
        var value = parameter == null ? null : conversation.opening().context().get(parameter);
        if (parameter != null && value != null) {
            body.putObject("properties").set(parameter, value);
        }
    }

    private static String authorType(String type) {
        return type.equals("visitor") ? "CONTACT" : type.toUpperCase(Locale.ROOT);
    }
}
