package io.visavis.talkdesk.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The error body of Digital Connect and Attachments (contract 2.8). Only code and field names are kept: the free texts
 * may quote what a visitor wrote, and these words go to logs.
 *
 * @param code digits as text, also when they came as a number; empty when the body has none
 * @param fields names of the fields complained about
 * @param mentionsPreviousMessages whether any text of the error names them
 */
record VendorError(String code, List<String> fields, boolean mentionsPreviousMessages) {
    /** "The conversation has ended on the Talkdesk side": the only code known (contract 2.8). */
    private static final String CONVERSATION_ENDED = "3016011";

    private static final String PREVIOUS_MESSAGES = "previous_messages";
    private static final int LONGEST = 80;
    private static final int FIELDS_NAMED = 10;

    VendorError {
        fields = List.copyOf(fields);
    }

    static VendorError of(Reply reply) {
        return reply.object().map(VendorError::of).orElseGet(() -> new VendorError("", List.of(), false));
    }

    private static VendorError of(JsonNode body) {
        List<String> fields = new ArrayList<>();
        for (JsonNode field : body.path("fields")) {
            if (fields.size() < FIELDS_NAMED) {
                Reply.text(field, "name").map(VendorError::shown).ifPresent(fields::add);
            }
        }
        return new VendorError(
                Reply.text(body, "code").map(VendorError::shown).orElse(""),
                fields,
                body.toString().toLowerCase(Locale.ROOT).contains(PREVIOUS_MESSAGES));
    }

    boolean saysConversationEnded() {
        return code.equals(CONVERSATION_ENDED);
    }

    /** For example {@code code 1002001, fields contact_person.email}. */
    String description() {
        List<String> parts = new ArrayList<>();
        if (!code.isEmpty()) {
            parts.add("code " + code);
        }
        if (!fields.isEmpty()) {
            parts.add("fields " + String.join(" ", fields));
        }
        return parts.isEmpty() ? "no reason given" : String.join(", ", parts);
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST)).replaceAll("\\p{Cntrl}", "?");
    }
}
