package io.visavis.eightbyeight.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.spi.Author;
import java.util.Locale;
import java.util.Optional;

/**
 * Whose words a MESSAGE is, by the rules of contract 3.5.
 *
 * @param mayBeEcho whether an agent's message is marked as our own coming back
 */
record Sender(Author author, boolean mayBeEcho) {

    /** Empty where nobody is to see it. */
    static Optional<Sender> of(EventBody body, SystemMessages systemMessages) {
        boolean echo = body.data("isEcho").asBoolean(false);
        JsonNode sender = body.data("sender");
        String id = EventBody.id(sender.path("id")).orElse(null);
        String type = EventBody.label(sender.path("type")).orElse("").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "agent" -> Optional.of(new Sender(new Author(Author.Kind.AGENT, id, null), echo));
            // Ours, whatever the echo mark says: nobody else writes as user or bot on a channel of this kind.
            case "user", "bot" -> Optional.of(ours());
            case "system" ->
                systemMessages == SystemMessages.SHOW
                        ? Optional.of(new Sender(new Author(Author.Kind.SYSTEM, null, null), false))
                        : Optional.empty();
            // The vendor's own example has an empty type and the mark although an agent writes: the id decides.
            default ->
                Optional.of(
                        echo
                                ? new Sender(new Author(Author.Kind.VISITOR, id, null), false)
                                : new Sender(new Author(Author.Kind.AGENT, id, null), false));
        };
    }

    /** Without an id, which could be taken for an agent's. */
    private static Sender ours() {
        return new Sender(new Author(Author.Kind.VISITOR, null, null), false);
    }
}
