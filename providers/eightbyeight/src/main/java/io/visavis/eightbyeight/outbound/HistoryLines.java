package io.visavis.eightbyeight.outbound;

import io.visavis.spi.HistoryMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * What was said before the hand-over, as messages the agent sees. Files go as links in the text: an upload needs the
 * conversation that does not exist yet (contract 2.4).
 */
final class HistoryLines {
    private HistoryLines() {}

    /** The latest; when some are left out, the first line says how many. */
    static List<MessageBody> of(List<HistoryMessage> history, Defaults defaults) {
        int most = defaults.historyMessages();
        List<HistoryMessage> told = history.stream()
                .filter(line -> !line.inWords().isBlank() || line.card() != null)
                .toList();
        if (most == 0) {
            return List.of();
        }
        if (told.size() <= most) {
            return told.stream().map(line -> line(line, defaults)).toList();
        }
        int kept = most - 1;
        List<MessageBody> lines = new ArrayList<>();
        lines.add(MessageBody.said(MessageBody.BOT, "[" + (told.size() - kept) + " earlier messages left out]"));
        told.subList(told.size() - kept, told.size()).forEach(line -> lines.add(line(line, defaults)));
        return lines;
    }

    private static MessageBody line(HistoryMessage line, Defaults defaults) {
        String words = line.inWords();
        return new MessageBody(
                MessageBody.authorType(line.author()),
                words.isBlank() ? null : Truncation.visibly(words, defaults.messageLength()),
                List.of(),
                MessageBody.Card.of(line.card()));
    }
}
