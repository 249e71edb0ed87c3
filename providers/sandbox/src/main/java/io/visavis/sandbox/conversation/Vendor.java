package io.visavis.sandbox.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.traffic.Delivery;
import io.visavis.sandbox.traffic.DeliveryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent can do at one vendor's desk. Every action changes the conversation first and sends the vendor's events
 * afterwards, in the background; the deliveries returned tell how that goes. Called from many threads.
 */
public interface Vendor {

    /** Lower case, as in {@code vendor} of a conversation. */
    String name();

    /** What happened, and the events that are on their way because of it. */
    record Done(Conversation conversation, List<Delivery> deliveries) {
        public Done {
            deliveries = List.copyOf(deliveries);
        }
    }

    /** An agent opens a conversation towards a contact. */
    record NewConversation(
            String email,
            @Nullable String subject,
            @Nullable String entryPoint,
            @Nullable String agent) {}

    /**
     * A text to send.
     *
     * @param author null for the agent at work; a bot or the system may write before anyone accepts
     * @param card in the vendor's own form, or null
     */
    record Text(
            String text, @Nullable Author author, @Nullable JsonNode card) {}

    /**
     * Who is to have a conversation next; neither means the next agent.
     *
     * @param agent id of an agent
     * @param queue id of a queue, at a vendor that has queues
     */
    record Handover(@Nullable String agent, @Nullable String queue) {}

    /** A file to send with an optional text; the content is read once. */
    record Upload(String name, String type, @Nullable String text, InputStream content) {}

    Done open(NewConversation wish, DeliveryOptions options);

    /**
     * An agent takes the conversation from the queue.
     *
     * @param agent id of the agent who accepts, or null for the first one
     */
    Done accept(String conversationId, @Nullable String agent, DeliveryOptions options);

    Done say(String conversationId, Text text, DeliveryOptions options);

    Done file(String conversationId, Upload upload, DeliveryOptions options) throws IOException;

    Done typing(String conversationId, boolean typing, DeliveryOptions options);

    /** Another agent takes over, or the conversation waits for one in another queue. */
    Done transfer(String conversationId, Handover to, DeliveryOptions options);

    /** Where conversations can be handed to; empty at a vendor without queues. */
    default List<WorkQueue> queues() {
        return List.of();
    }

    /**
     * The agent closes the conversation.
     *
     * @param events which end events to send and in what order; null for the vendor's habit, empty for none
     */
    Done end(String conversationId, @Nullable List<String> events, DeliveryOptions options);

    /** An end that the ordinary event does not cover. */
    Done terminate(String conversationId, DeliveryOptions options);

    /**
     * Asks the gateway for a call room, as the vendor's action button would.
     *
     * @throws IOException if the gateway does not answer with the three links
     */
    Done call(String conversationId) throws IOException;

    /**
     * A file of one of this vendor's conversations.
     *
     * @throws IOException if it cannot be read
     */
    @Nullable
    StoredFile fileOf(String attachmentId) throws IOException;

    /** Sends any event as it stands, true or not. */
    Delivery sendRaw(String event, JsonNode body, @Nullable String entryPoint, DeliveryOptions options);

    /** Forgets everything that happened: conversations' files, tokens, keys. Settings stay. */
    void reset();

    /** A file's bytes and what to call them. */
    record StoredFile(AttachedFile file, io.visavis.sandbox.http.Reply.StreamSource content) {}
}
