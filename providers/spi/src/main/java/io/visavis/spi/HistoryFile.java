package io.visavis.spi;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A file that was shown before the hand-over.
 *
 * @param url where the agent may look at it; null when nowhere
 */
public record HistoryFile(String name, @Nullable URI url) {}
