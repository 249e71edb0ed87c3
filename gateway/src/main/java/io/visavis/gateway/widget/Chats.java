package io.visavis.gateway.widget;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.spi.ProviderCommand.StartConversation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a visitor does into the log and on its way to the vendor, both in the running unit of work. Each answers with
 * the position of the conversation's newest event.
 */
interface Chats {

    long start(NewChat chat);

    long send(Conversation conversation, NewMessage message);

    long type(Conversation conversation, String commandId, boolean typing);

    long markRead(Conversation conversation, String commandId, Instant readUpTo);

    long submitCard(Conversation conversation, String commandId, CardAnswer answer);

    long end(Conversation conversation, String commandId);

    /** A conversation that does not exist yet. */
    record NewChat(
            ConversationId id,
            ApplicationId application,
            ConnectionId connection,
            String chatMode,
            StartConversation start) {}

    /**
     * Something the visitor says.
     *
     * @param id the command's id, which names the message
     */
    record NewMessage(
            String id,
            String text,
            List<VisitorFile> files,
            @Nullable String replyTo) {
        public NewMessage {
            files = List.copyOf(files);
        }
    }

    /**
     * An answer to a card.
     *
     * @param json what was filled in
     */
    record CardAnswer(String messageId, String title, String json) {}
}
