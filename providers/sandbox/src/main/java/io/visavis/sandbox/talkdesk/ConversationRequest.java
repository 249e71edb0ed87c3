package io.visavis.sandbox.talkdesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.conversation.HistoryMessage;
import io.visavis.sandbox.talkdesk.TalkdeskException.Field;
import io.visavis.sandbox.talkdesk.TalkdeskSettings.TypeCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of start-conversation (contract 2.5), checked field by field. */
record ConversationRequest(
        String touchpointId,
        String email,
        @Nullable String name,
        @Nullable String subject,
        Map<String, JsonNode> context,
        List<HistoryMessage> history) {

    /** @throws TalkdeskException 400 that lists every field */
    static ConversationRequest read(JsonNode body, TypeCase typeCase) {
        var wrong = new ArrayList<Field>();
        var touchpoint = requiredText(body.path("touchpoint_id"), "touchpoint_id", wrong);
        var person = body.path("contact_person");
        var email = requiredText(person.path("email"), "contact_person.email", wrong);
        var name = optionalText(person.path("name"), "contact_person.name", wrong);
        var subject = optionalText(body.path("subject"), "subject", wrong);
        var context = new LinkedHashMap<String, JsonNode>();
        var parameters = body.path("context_parameters");
        if (parameters.isObject()) {
            parameters.properties().forEach(entry -> context.put(entry.getKey(), entry.getValue()));
        } else if (!parameters.isMissingNode() && !parameters.isNull()) {
            wrong.add(new Field("context_parameters", "must be an object"));
        }
        var history = history(body.path("previous_messages"), typeCase, wrong);
        if (!wrong.isEmpty()) {
            throw TalkdeskException.invalid(wrong);
        }
        return new ConversationRequest(touchpoint, email, name, subject, context, history);
    }

    private static List<HistoryMessage> history(JsonNode messages, TypeCase typeCase, List<Field> wrong) {
        var history = new ArrayList<HistoryMessage>();
        if (!messages.isArray()) {
            if (!messages.isMissingNode() && !messages.isNull()) {
                wrong.add(new Field("previous_messages", "must be an array"));
            }
            return history;
        }
        for (int i = 0; i < messages.size(); i++) {
            var at = "previous_messages[" + i + "].";
            var message = messages.get(i);
            var type = requiredText(message.path("type"), at + "type", wrong);
            if (!type.isEmpty() && !accepted(type, typeCase)) {
                wrong.add(new Field(at + "type", "must be one of " + known(typeCase)));
            }
            history.add(new HistoryMessage(
                    type.equalsIgnoreCase("USER") ? "visitor" : "business",
                    type,
                    requiredText(message.path("content"), at + "content", wrong),
                    requiredText(message.path("created_at"), at + "created_at", wrong)));
        }
        return history;
    }

    private static boolean accepted(String type, TypeCase typeCase) {
        return known(typeCase).contains(typeCase == TypeCase.ANY ? type.toUpperCase(Locale.ROOT) : type);
    }

    private static List<String> known(TypeCase typeCase) {
        return typeCase == TypeCase.LOWER ? List.of("user", "external") : List.of("USER", "EXTERNAL");
    }

    private static String requiredText(JsonNode value, String name, List<Field> wrong) {
        if (value.isTextual() && !value.textValue().isBlank()) {
            return value.textValue();
        }
        wrong.add(new Field(name, value.isMissingNode() ? "is required" : "must be a non-blank string"));
        return "";
    }

    private static @Nullable String optionalText(JsonNode value, String name, List<Field> wrong) {
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            wrong.add(new Field(name, "must be a string"));
        }
        return value.textValue();
    }
}
