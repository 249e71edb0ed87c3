package io.visavis.spi;

/**
 * Something richer than text, drawn by the widget.
 *
 * @param contentType for example {@code application/vnd.microsoft.card.adaptive}
 * @param json the card as JSON text
 */
public record Card(String contentType, String json) {}
