package io.visavis.spi;

/** What a vendor can carry. The gateway sends a command only if its capability is declared; the widget hides the rest. */
public enum Capability {
    /** The agent's typing reaches us. */
    AGENT_TYPING,
    /** The visitor's typing can be told: {@link ProviderCommand.SetTyping}. */
    VISITOR_TYPING,
    /** "Delivered" or "read" of the visitor's messages reaches us. */
    RECEIPTS_FROM_AGENT,
    /** The visitor's reading can be told: {@link ProviderCommand.MarkRead}. */
    RECEIPTS_TO_AGENT,
    /** The visitor can send files; needs {@link AttachmentTransfer}. */
    ATTACHMENTS_TO_AGENT,
    /** The agent can send files; needs {@link AttachmentTransfer}. */
    ATTACHMENTS_TO_VISITOR,
    /** Cards and quick replies arrive and can be answered: {@link ProviderCommand.SubmitCard}. */
    CARDS,
    /** Earlier messages can be handed over at the start. */
    TRANSCRIPT,
    /** Free context parameters can be handed over at the start. */
    CONTEXT,
    /** Customer data or the route can be changed later: {@link ProviderCommand.UpdateConversation}. */
    CONTEXT_UPDATE,
    /** Queue events arrive. Without it the gateway's own "waiting" is all the visitor sees. */
    QUEUE_EVENTS,
    /** A place in the queue or an expected wait arrives. */
    QUEUE_POSITION,
    /** An agent can hand over to another, and we learn of it. */
    TRANSFER,
    /** An agent can open a conversation towards a customer. */
    AGENT_INITIATED,
    /** The visitor's message after the end opens the conversation again, under the same id: promise S11. */
    REOPEN,
    /** Repeats with one idempotency key are dropped: an {@code UNCERTAIN} command is safe to send again. */
    DROPS_REPEATS
}
