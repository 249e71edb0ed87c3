package io.visavis.spi;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line said before the hand-over.
 *
 * @param text may be empty where files or a card say it all
 */
public record HistoryMessage(
        Author.Kind author,
        String text,
        Instant at,
        List<HistoryFile> files,
        @Nullable Card card) {

    public HistoryMessage {
        files = List.copyOf(files);
    }

    /** Words only. */
    public HistoryMessage(Author.Kind author, String text, Instant at) {
        this(author, text, at, List.of(), null);
    }

    /** The text, and each file as a line {@code [name] address}: for vendors whose transcripts carry words only. */
    public String inWords() {
        Stream<String> named =
                files.stream().map(file -> "[" + file.name() + "]" + (file.url() == null ? "" : " " + file.url()));
        return Stream.concat(text.isEmpty() ? Stream.empty() : Stream.of(text), named)
                .collect(Collectors.joining("\n"));
    }
}
