package io.visavis.gateway.inbox;

import io.micronaut.context.BeanProvider;
import io.visavis.gateway.conversation.EchoListener;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.VendorFile;
import io.visavis.gateway.conversation.VendorIds;
import io.visavis.gateway.conversation.VendorText;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.spi.ConversationRules;
import io.visavis.spi.IncomingAttachment;
import io.visavis.spi.ProviderEvent;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said: whether it is known already, and what it is in the log. */
@Singleton
final class IncomingWords {
    private final VendorIds vendorIds;
    private final Echoes echoes;
    private final BeanProvider<EchoListener> echoListeners;

    IncomingWords(VendorIds vendorIds, Echoes echoes, BeanProvider<EchoListener> echoListeners) {
        this.vendorIds = vendorIds;
        this.echoes = echoes;
        this.echoListeners = echoListeners;
    }

    /**
     * Whether these words are our own or were read before; who waits for an echo hears of it.
     *
     * @param sentByUs whether the vendor's id is that of a message of ours
     */
    boolean areKnown(
            ConversationId id,
            ProviderEvent.MessageReceived message,
            @Nullable String agentId,
            boolean sentByUs,
            ConversationRules rules) {
        if (!echoes.isEcho(id, message, agentId, sentByUs)) {
            return false;
        }
        if (rules.echoPatience().isPositive()) {
            echoListeners.stream().forEach(it -> it.heard(id, message.vendorMessageId(), message.text()));
        }
        return true;
    }

    /** Notes which files came with it, under ids of ours. */
    EventData.MessageCreated said(ConversationId id, ProviderEvent.MessageReceived message) {
        return new EventData.MessageCreated(
                Ids.next("msg"), message.text(), files(id, message.attachments()), card(message), null);
    }

    private List<EventData.AttachmentRef> files(ConversationId id, List<IncomingAttachment> files) {
        return files.stream().map(file -> file(id, file)).toList();
    }

    private EventData.AttachmentRef file(ConversationId id, IncomingAttachment file) {
        Long size = file.size() < 0 ? null : file.size();
        String attachmentId =
                vendorIds.receiveFile(id, new VendorFile(file.vendorId(), file.name(), file.mediaType(), size));
        return new EventData.AttachmentRef(
                attachmentId, String.valueOf(VendorText.name(file.name())), file.mediaType(), size);
    }

    private static EventData.@Nullable CardRef card(ProviderEvent.MessageReceived message) {
        return message.card() == null
                ? null
                : new EventData.CardRef(
                        message.card().contentType(), message.card().json());
    }
}
