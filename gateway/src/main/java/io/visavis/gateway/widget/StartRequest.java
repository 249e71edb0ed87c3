package io.visavis.gateway.widget;

import static io.visavis.gateway.widget.JsonTexts.strings;
import static io.visavis.gateway.widget.JsonTexts.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.spi.Author;
import io.visavis.spi.Card;
import io.visavis.spi.Customer;
import io.visavis.spi.HistoryFile;
import io.visavis.spi.HistoryMessage;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a visitor starts with, read from a document that follows {@code widget/v1/start-request} and {@link StartRules}. Blank means absent. */
record StartRequest(
        String chatMode,
        Map<String, String> options,
        @Nullable String subject,
        Customer customer,
        Map<String, String> context,
        List<HistoryMessage> history) {

    static StartRequest read(JsonNode body, Instant now) {
        JsonNode customer = body.path("customer");
        String avatar = text(customer, "avatarUrl");
        List<HistoryMessage> history = new ArrayList<>();
        body.path("history").forEach(line -> history.add(message(line, now)));
        return new StartRequest(
                body.path("chatMode").asText(),
                strings(body.path("options")),
                text(body, "subject"),
                new Customer(
                        text(customer, "email"),
                        text(customer, "name"),
                        text(customer, "phone"),
                        text(customer, "language"),
                        avatar == null ? null : webAddress(avatar)),
                strings(body.path("context")),
                history);
    }

    private static HistoryMessage message(JsonNode line, Instant now) {
        Author.Kind author = Author.Kind.valueOf(line.path("author").asText().toUpperCase(Locale.ROOT));
        String at = text(line, "at");
        List<HistoryFile> files = new ArrayList<>();
        line.path("attachments")
                .forEach(file -> files.add(new HistoryFile(file.path("name").asText(), link(file))));
        JsonNode card = line.path("card");
        return new HistoryMessage(
                author,
                line.path("text").asText(),
                at == null ? now : time(at),
                files,
                card.isMissingNode()
                        ? null
                        : new Card(
                                card.path("contentType").asText(),
                                card.path("content").toString()));
    }

    /** Only what a person may safely follow; anything else is told by the name alone. */
    private static @Nullable URI link(JsonNode file) {
        String url = text(file, "url");
        return url == null || !isWeb(url) ? null : webAddress(url);
    }

    /** Whether it means to be an address of the web, if only a broken one. */
    static boolean isWeb(String text) {
        return text.matches("(?is)https?://.*");
    }

    /** Null when it is no http or https address that names a host. */
    static @Nullable URI webAddress(String text) {
        try {
            URI address = new URI(text);
            return isWeb(text) && address.getRawAuthority() != null ? address : null;
        } catch (URISyntaxException _) {
            return null;
        }
    }

    /**
     * A time of RFC 3339, with its offset.
     *
     * @throws DateTimeParseException when it is none, or within a leap second, which no clock of ours has
     */
    static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
