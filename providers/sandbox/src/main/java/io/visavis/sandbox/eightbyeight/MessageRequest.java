package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.conversation.AttachedFile;
import io.visavis.sandbox.file.AttachmentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of send-message (contract 2.7), checked. */
record MessageRequest(String authorType, String text, List<AttachedFile> files, List<JsonNode> cards) {

    private static final Set<String> AUTHORS = Set.of("user", "bot");

    /** @throws EightByEightException 400 naming what is wrong */
    static MessageRequest read(JsonNode body, AttachmentStore store) {
        var author = authorType(body);
        var text = body.path("text").asText("");
        var external = body.path("externalProvider");
        if (external.isObject() && !text.isEmpty()) {
            throw EightByEightException.invalid("invalid_message", "text and externalProvider exclude each other");
        }
        var files = new ArrayList<AttachedFile>();
        for (var attachment : body.path("attachments")) {
            var id = attachment.path("id").asText();
            files.add(store.find(id)
                    .orElseThrow(() -> EightByEightException.validation(
                            "attachments", id, "invalid_attachment", "Attachment " + id + " is unknown."))
                    .file());
        }
        var cards = body.path("cards");
        if (text.isEmpty() && files.isEmpty() && cards.isEmpty() && !external.isObject()) {
            throw EightByEightException.invalid("invalid_message", "the message says nothing");
        }
        return new MessageRequest(author, text, files, cards.valueStream().toList());
    }

    /** The first card; the desk's own messages have one at most. */
    @Nullable
    JsonNode card() {
        return cards.isEmpty() ? null : cards.getFirst();
    }

    /** The known type; anything else is 400 in the shape whose {@code errors} is an object, as the contract prints it. */
    static String authorType(JsonNode body) {
        var type = body.path("authorType").asText("user");
        if (!AUTHORS.contains(type)) {
            throw EightByEightException.badJson("Invalid authorType=" + type + ", has to be one of user, bot, agent");
        }
        return type;
    }
}
