package io.visavis.eightbyeight.outbound;

import io.visavis.spi.ProviderCommand.StartConversation;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /chat-gateway/v1/conversations} (contract 2.4). */
record CreateConversation(
        String channelId,
        User user,
        @Nullable Assignment assignment,
        @Nullable History history) {
    /** The widget's attribute, and the setting that gives its default. */
    private static final String CHANNEL_OPTION = "cg-channel-id";

    record History(List<MessageBody> messages) {}

    /**
     * Fills the request from command and connection.
     *
     * @throws ProviderException {@code REJECTED} when neither the page nor the connection names a channel
     */
    static CreateConversation of(StartConversation command, Defaults defaults) {
        List<MessageBody> before = HistoryLines.of(command.history(), defaults);
        return new CreateConversation(
                channel(command.options().get(CHANNEL_OPTION), defaults.channelId()),
                User.of(command),
                Assignment.of(command.options(), defaults),
                before.isEmpty() ? null : new History(before));
    }

    private static String channel(@Nullable String named, @Nullable String otherwise) {
        String channel = named == null || named.isBlank() ? otherwise : named;
        if (channel == null || channel.isBlank()) {
            throw new ProviderException(
                    Kind.REJECTED,
                    "start conversation: there is no channel id: set cg-channel-id on the widget or on the connection");
        }
        return channel.strip();
    }
}
