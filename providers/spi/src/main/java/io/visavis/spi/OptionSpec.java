package io.visavis.spi;

/**
 * One attribute a site sets on the widget element for a chat mode.
 *
 * @param name the attribute, for example {@code dc-touchpoint-id}
 * @param description one sentence for the page's author: what it is and where to find it
 * @param required whether a chat is refused without it (a connection may hold a default under the same setting name)
 * @param startOnly whether it holds for the whole chat: {@link ProviderCommand.UpdateConversation} never names it
 */
public record OptionSpec(String name, String description, boolean required, boolean startOnly) {

    /** One that may change while the visitor waits. */
    public OptionSpec(String name, String description, boolean required) {
        this(name, description, required, false);
    }

    /** The same, set at the start of a chat and never changed. */
    public OptionSpec atStartOnly() {
        return new OptionSpec(name, description, required, true);
    }
}
