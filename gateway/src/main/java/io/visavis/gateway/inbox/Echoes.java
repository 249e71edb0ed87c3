package io.visavis.gateway.inbox;

import io.visavis.gateway.conversation.HeardWords;
import io.visavis.gateway.conversation.SentWords;
import io.visavis.gateway.conversation.VendorText;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.spi.Author;
import io.visavis.spi.IncomingAttachment;
import io.visavis.spi.ProviderEvent.MessageReceived;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Tells words that are known already, ours sent back or an agent's read back, from an agent's new ones. */
@Singleton
final class Echoes {
    private final SentWords sentWords;
    private final HeardWords heard;

    Echoes(SentWords sentWords, HeardWords heard) {
        this.heard = heard;
        this.sentWords = sentWords;
    }

    /**
     * Whether the words are ours.
     *
     * @param sentByUs whether the vendor's id is that of a message of ours: an author type nobody has seen before must not
     *     let an echo through
     */
    boolean isEcho(ConversationId id, MessageReceived message, @Nullable String agentId, boolean sentByUs) {
        return kind(message.author(), agentId) == Author.Kind.VISITOR
                || sentByUs
                // It was read back from the vendor's transcript before its delivery came.
                || (message.vendorMessageId() == null && heard.about(id, said(message), message.occurredAt(), true))
                || (message.mayBeEcho() && sentWords.about(id, message.text(), message.occurredAt()));
    }

    /** By what it is known again where the vendor gives it no id. */
    static HeardWords.Said said(MessageReceived message) {
        return new HeardWords.Said(
                message.text(),
                message.attachments().stream().map(IncomingAttachment::vendorId).toList(),
                message.card() == null ? null : message.card().json());
    }

    /** Whose words they are once it is known who the agent is. */
    static Author.Kind kind(Author author, @Nullable String agentId) {
        boolean agents = agentId != null && agentId.equals(VendorText.id(author.id()));
        return author.kind() == Author.Kind.VISITOR && agents ? Author.Kind.AGENT : author.kind();
    }
}
