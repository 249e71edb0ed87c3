package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;

/** Hears that a conversation goes on in another of the vendor's: nobody is to wait in the former. */
@FunctionalInterface
public interface VendorReplacements {

    /** Called inside the {@link io.visavis.gateway.storage.UnitOfWork} that replaces {@code formerVendorId}. */
    void replaced(ConversationId id, String formerVendorId);
}
