package io.visavis.spi;

import java.time.Instant;

/** One line said before the hand-over. */
public record HistoryMessage(Author.Kind author, String text, Instant at) {}
