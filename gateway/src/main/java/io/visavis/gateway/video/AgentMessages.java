package io.visavis.gateway.video;

import io.visavis.gateway.conversation.Conversation;

/** Says something to the agent in the chat, in the gateway's own name. Runs inside a unit of work. */
@FunctionalInterface
interface AgentMessages {
    void say(Conversation conversation, String text);
}
