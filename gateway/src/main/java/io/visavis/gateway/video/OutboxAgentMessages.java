package io.visavis.gateway.video;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.outbox.OutboundCommand;
import io.visavis.gateway.outbox.Outbox;
import jakarta.inject.Singleton;

/** By the outbox, in the order of the chat. */
@Singleton
final class OutboxAgentMessages implements AgentMessages {
    private final Outbox outbox;

    OutboxAgentMessages(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void say(Conversation conversation, String text) {
        outbox.enqueue(conversation.id(), new OutboundCommand.Notice(text));
    }
}
