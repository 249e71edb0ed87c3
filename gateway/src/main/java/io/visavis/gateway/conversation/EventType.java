package io.visavis.gateway.conversation;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names of events on the wire, beside the record that carries their data. */
public enum EventType {
    CONVERSATION_CREATED("conversation.created", EventData.ConversationCreated.class),
    CONVERSATION_QUEUED("conversation.queued", EventData.ConversationQueued.class),
    CONVERSATION_QUEUE_UPDATED("conversation.queue-updated", EventData.QueueUpdated.class),
    CONVERSATION_TRANSFERRING("conversation.transferring", EventData.ConversationTransferring.class),
    CONVERSATION_ENDED("conversation.ended", EventData.ConversationEnded.class),
    CONVERSATION_EXPIRING("conversation.expiring", EventData.ConversationExpiring.class),
    AGENT_JOINED("agent.joined", EventData.AgentJoined.class),
    AGENT_LEFT("agent.left", EventData.AgentLeft.class),
    AGENT_TYPING("agent.typing", EventData.AgentTyping.class),
    MESSAGE_CREATED("message.created", EventData.MessageCreated.class),
    MESSAGE_ACCEPTED("message.accepted", EventData.MessageAccepted.class),
    MESSAGE_DELIVERED("message.delivered", EventData.MessageDelivered.class),
    MESSAGE_READ("message.read", EventData.MessageRead.class),
    MESSAGE_FAILED("message.failed", EventData.MessageFailed.class),
    ATTACHMENT_READY("attachment.ready", EventData.AttachmentReady.class),
    ATTACHMENT_REJECTED("attachment.rejected", EventData.AttachmentRejected.class),
    CALL_REQUESTED("call.requested", EventData.CallRequested.class),
    CALL_OFFERED("call.offered", EventData.CallOffered.class),
    CALL_ACCEPTED("call.accepted", EventData.CallAccepted.class),
    CALL_DECLINED("call.declined", EventData.CallDeclined.class),
    CALL_MISSED("call.missed", EventData.CallMissed.class),
    CALL_JOINED("call.joined", EventData.CallJoined.class),
    CALL_LEFT("call.left", EventData.CallLeft.class),
    CALL_ENDED("call.ended", EventData.CallEnded.class),
    CALL_QUALITY("call.quality", EventData.CallQuality.class),
    PROVIDER_UNAVAILABLE("provider.unavailable", EventData.ProviderUnavailable.class),
    PROVIDER_RESTORED("provider.restored", EventData.ProviderRestored.class);

    private static final Map<Class<? extends EventData>, EventType> BY_DATA =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(type -> type.dataClass, Function.identity()));

    private static final Map<String, EventType> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(type -> type.wireName, Function.identity()));

    private final String wireName;
    private final Class<? extends EventData> dataClass;

    EventType(String wireName, Class<? extends EventData> dataClass) {
        this.wireName = wireName;
        this.dataClass = dataClass;
    }

    /** The type that {@code data} belongs to. */
    public static EventType of(EventData data) {
        EventType type = BY_DATA.get(data.getClass());
        if (type == null) {
            throw new IllegalStateException(data.getClass() + " has no event type");
        }
        return type;
    }

    static EventType ofWireName(String wireName) {
        EventType type = BY_WIRE_NAME.get(wireName);
        if (type == null) {
            throw new IllegalArgumentException("no event type " + wireName);
        }
        return type;
    }

    public String wireName() {
        return wireName;
    }

    public Class<? extends EventData> dataClass() {
        return dataClass;
    }
}
