package io.visavis.spi;

/**
 * One attribute a site sets on the widget element for a chat mode.
 *
 * @param name the attribute, for example {@code dc-touchpoint-id}
 * @param description one sentence for the page's author: what it is and where to find it
 * @param required whether a chat is refused without it (a connection may hold a default under the same setting name)
 */
public record OptionSpec(String name, String description, boolean required) {}
