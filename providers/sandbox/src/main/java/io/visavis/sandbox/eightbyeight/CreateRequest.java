package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.conversation.HistoryMessage;
import io.visavis.sandbox.conversation.Opening;
import io.visavis.sandbox.file.AttachmentStore;
import io.visavis.sandbox.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of create-conversation (contract 2.4), checked. */
record CreateRequest(
        String channelId, ObjectNode user, Chat.@Nullable Assignment assignment, List<HistoryMessage> history) {

    private static final int MOST_HISTORY = 200;
    private static final int MOST_PROPERTIES = 30;

    /** @throws EightByEightException 400 naming what is wrong */
    static CreateRequest read(
            ObjectNode body, Directory directory, AttachmentStore files, EightByEightSettings settings) {
        var channel = WebhooksApi.text(body, "channelId", 255);
        if (directory.channel(channel).isEmpty()) {
            throw EightByEightException.validation(
                    "channelId", channel, "invalid_channel", "Channel " + channel + " is unknown.");
        }
        return new CreateRequest(
                channel, user(body.path("user")), assignment(body.path("assignment"), settings), history(body, files));
    }

    static ObjectNode user(JsonNode user) {
        if (!(user instanceof ObjectNode fields)) {
            throw EightByEightException.validation("user", "", "invalid_user", "is required");
        }
        var properties = user.path("additionalProperties");
        if (properties.size() > MOST_PROPERTIES) {
            throw EightByEightException.invalid("invalid_user", "additionalProperties holds more than 30");
        }
        for (var property : properties) {
            if (!property.path("key").isTextual() || !property.path("value").isTextual()) {
                throw EightByEightException.invalid("invalid_user", "additionalProperties need a key and a value");
            }
        }
        return fields;
    }

    /** Null when absent. */
    static Chat.@Nullable Assignment assignment(JsonNode assignment, EightByEightSettings settings) {
        if (assignment.isMissingNode() || assignment.isNull()) {
            return null;
        }
        var type = assignment.path("type").asText("queue");
        var id = assignment.path("id").asText();
        boolean known = switch (type) {
            case "queue" -> settings.queue(id).isPresent();
            case "script" -> settings.scripts().contains(id);
            default -> false;
        };
        if (!known) {
            throw EightByEightException.invalid("invalid_" + type, type + " ID " + id + " is invalid.");
        }
        return new Chat.Assignment(type, id);
    }

    /** Each in the form of a message to send; how its files may have got their ids is not explained (contract 2.4). */
    private static List<HistoryMessage> history(JsonNode body, AttachmentStore files) {
        var history = new ArrayList<HistoryMessage>();
        if (!body.has("history")) {
            return history;
        }
        var messages = body.path("history").path("messages");
        if (!messages.isArray() || messages.size() > MOST_HISTORY) {
            throw EightByEightException.validation(
                    "history.messages", "", "invalid_history", "must be a list of at most 200");
        }
        for (var message : messages) {
            var said = MessageRequest.read(message, files);
            history.add(new HistoryMessage(
                    said.authorType().equals("user") ? "visitor" : "business",
                    said.authorType(),
                    said.text(),
                    "",
                    said.files(),
                    said.cards()));
        }
        return history;
    }

    /** The customer's data as the desk shows them. */
    static Opening opening(ObjectNode user, String channelId, List<HistoryMessage> history, Instant at) {
        Map<String, JsonNode> context = new LinkedHashMap<>();
        for (var property : user.path("additionalProperties")) {
            context.put(
                    property.path("key").asText(),
                    Json.tree(property.path("value").asText()));
        }
        for (var field : List.of("phone", "company", "caseId", "userId", "language")) {
            if (user.path(field).isTextual()) {
                context.putIfAbsent(field, user.path(field));
            }
        }
        var subject = context.get("subject");
        return new Opening(
                user.path("email").asText(""),
                user.path("name").textValue(),
                subject == null ? null : subject.asText(),
                "visitor",
                channelId,
                context,
                history,
                at);
    }
}
