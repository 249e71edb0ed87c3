package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;
import org.jspecify.annotations.Nullable;

/** Hears that a vendor sent words of ours back: proof that a message arrived whose answer was lost. */
@FunctionalInterface
public interface EchoListener {

    /**
     * Inside the running {@link io.visavis.gateway.storage.UnitOfWork}.
     *
     * @param vendorMessageId the vendor's id of the message, if it gives one
     */
    void heard(ConversationId id, @Nullable String vendorMessageId, String text);
}
