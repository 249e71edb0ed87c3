package io.visavis.talkdesk.outbound;

import io.visavis.spi.Author;
import io.visavis.spi.HistoryMessage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of the transcript shown to the agent.
 *
 * @param type {@code USER} speaks for the customer, {@code EXTERNAL} for our side; in the letter case Talkdesk takes
 * @param createdAt ISO 8601 with a numeric offset, as in Talkdesk's example
 */
record PreviousMessage(String type, String content, String createdAt) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

    /** The latest messages, oldest first; if some had to go, a first line says how many. */
    static List<PreviousMessage> of(List<HistoryMessage> history, Caps caps, PreviousMessageCase.Form form) {
        List<HistoryMessage> spoken =
                history.stream().filter(message -> !message.inWords().isBlank()).toList();
        if (spoken.isEmpty() || caps.previousMessages() == 0) {
            return List.of();
        }
        List<PreviousMessage> messages = new ArrayList<>();
        int leftOut = 0;
        if (spoken.size() > caps.previousMessages()) {
            leftOut = spoken.size() - caps.previousMessages() + 1;
            Instant at = spoken.get(leftOut - 1).at();
            messages.add(line(Author.Kind.SYSTEM, "[" + leftOut + " earlier messages left out]", at, form));
        }
        for (HistoryMessage message : spoken.subList(leftOut, spoken.size())) {
            String text = Truncation.visibly(message.inWords(), caps.messageLength());
            messages.add(line(message.author(), text, message.at(), form));
        }
        return messages;
    }

    private static PreviousMessage line(Author.Kind author, String text, Instant at, PreviousMessageCase.Form form) {
        String type = author == Author.Kind.VISITOR ? "USER" : "EXTERNAL";
        return new PreviousMessage(form.apply(type), text, TIME.format(at));
    }
}
