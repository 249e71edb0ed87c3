package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.conversation.ActionRefusedException;
import io.visavis.sandbox.conversation.AttachedFile;
import io.visavis.sandbox.conversation.Author;
import io.visavis.sandbox.conversation.ConversationState;
import io.visavis.sandbox.conversation.Conversations;
import io.visavis.sandbox.conversation.Message;
import io.visavis.sandbox.conversation.Vendor;
import io.visavis.sandbox.conversation.WorkQueue;
import io.visavis.sandbox.file.AttachmentStore;
import io.visavis.sandbox.room.RoomAction;
import io.visavis.sandbox.settings.CredentialPlacement;
import io.visavis.sandbox.settings.DeskSettings;
import io.visavis.sandbox.settings.GatewaySettings;
import io.visavis.sandbox.settings.Setting;
import io.visavis.sandbox.traffic.Delivery;
import io.visavis.sandbox.traffic.DeliveryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The agent's side of the fake 8x8. */
final class EightByEightVendor implements Vendor {

    static final String NAME = "8x8";

    /** The context parameter by which the gateway finds its own conversation when a room is asked for. */
    private static final String SESSION = "gateway_session";

    private final Conversations conversations;
    private final Chats chats;
    private final Lifecycle lifecycle;
    private final Events events;
    private final EventSender sender;
    private final AttachmentStore files;
    private final RoomAction room;
    private final Setting<EightByEightSettings> settings;
    private final Setting<DeskSettings> desk;
    private final Setting<GatewaySettings> gateway;
    private final Runnable forget;
    private final Clock clock;

    EightByEightVendor(
            Conversations conversations,
            Chats chats,
            Lifecycle lifecycle,
            Events events,
            EventSender sender,
            AttachmentStore files,
            RoomAction room,
            Setting<EightByEightSettings> settings,
            Setting<DeskSettings> desk,
            Setting<GatewaySettings> gateway,
            Runnable forget,
            Clock clock) {
        this.conversations = conversations;
        this.chats = chats;
        this.lifecycle = lifecycle;
        this.events = events;
        this.sender = sender;
        this.files = files;
        this.room = room;
        this.settings = settings;
        this.desk = desk;
        this.gateway = gateway;
        this.forget = forget;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<WorkQueue> queues() {
        return settings.get().queues().stream()
                .map(EightByEightSettings.Queue::asWork)
                .toList();
    }

    /** The Chat Gateway has no way for an agent to open a conversation (contract 2.4). */
    @Override
    public Done open(NewConversation wish, DeliveryOptions options) {
        throw new ActionRefusedException("not-at-8x8", "an agent cannot open a conversation at 8x8's Chat Gateway");
    }

    @Override
    public Done accept(String conversationId, @Nullable String agent, DeliveryOptions options) {
        conversations.get(conversationId).require(ConversationState.QUEUED, "accepted");
        return done(
                conversationId, lifecycle.accepted(conversationId, desk.get().agent(agent)), options);
    }

    @Override
    public Done say(String conversationId, Text text, DeliveryOptions options) {
        return write(conversationId, text, List.of(), options);
    }

    @Override
    public Done file(String conversationId, Upload upload, DeliveryOptions options) throws IOException {
        conversations.get(conversationId).require(ConversationState.ACTIVE, "sent a file");
        var file = files.keep(FilesApi.newId(), upload.name(), upload.type(), upload.content())
                .file();
        var text = new Text(upload.text() == null ? "" : upload.text(), null, null);
        return write(conversationId, text, List.of(file), options);
    }

    private Done write(String conversationId, Text text, List<AttachedFile> attached, DeliveryOptions options) {
        var conversation = conversations.get(conversationId);
        var agent = conversation.work().agent();
        if (text.author() == null) {
            conversation.require(ConversationState.ACTIVE, "answered by an agent");
        }
        var author =
                text.author() == null ? new Author("agent", agent == null ? "Agent" : agent.name()) : text.author();
        var message = new Message(
                UUID.randomUUID().toString(), author, text.text(), clock.instant(), attached, null, text.card());
        conversations.change(conversationId, c -> c.with(message));
        return done(conversationId, lifecycle.message(chats.get(conversationId), message, false), options);
    }

    @Override
    public Done typing(String conversationId, boolean typing, DeliveryOptions options) {
        var changed = conversations.change(conversationId, c -> c.typing(typing));
        var agent = changed.work().agent();
        return agent == null
                ? new Done(changed, List.of())
                : done(conversationId, events.typing(chats.get(conversationId), agent, typing), options);
    }

    @Override
    public Done transfer(String conversationId, Handover to, DeliveryOptions options) {
        var conversation = conversations.get(conversationId);
        conversation.require(ConversationState.ACTIVE, "transferred");
        var from = java.util.Objects.requireNonNull(conversation.work().agent());
        if (to.queue() == null) {
            var next = to.agent() == null ? desk.get().after(from) : desk.get().agent(to.agent());
            conversations.change(conversationId, c -> c.transferred(next));
            return done(conversationId, lifecycle.transferred(conversationId, from, next, null), options);
        }
        var queue = settings.get()
                .queue(to.queue())
                .orElseThrow(() -> new ActionRefusedException("unknown-queue", "there is no queue " + to.queue()))
                .asWork();
        conversations.change(conversationId, c -> c.requeued(queue));
        return done(conversationId, lifecycle.transferred(conversationId, from, null, queue), options);
    }

    @Override
    public Done end(String conversationId, @Nullable List<String> names, DeliveryOptions options) {
        var sent = names == null ? settings.get().events().endEvents() : EventSettings.known(names);
        return done(conversationId, lifecycle.ended(conversationId, "agent", sent), options);
    }

    /** The agent leaves and nothing else is heard: the gateway must tell by the time that passes (contract 3.7). */
    @Override
    public Done terminate(String conversationId, DeliveryOptions options) {
        return end(conversationId, List.of("agent-left"), options);
    }

    @Override
    public Done call(String conversationId) throws IOException {
        var conversation = conversations.get(conversationId);
        conversation.require(ConversationState.ACTIVE, "called");
        var session = conversation.opening().context().get(SESSION);
        var interaction = session == null ? conversation.work().interactionId() : session.asText();
        try {
            var answered = room.ask(conversation, interaction, gateway.get(), CredentialPlacement.FORM);
            return new Done(conversations.change(conversationId, c -> c.called(answered)), List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while asking for a room", e);
        }
    }

    @Override
    public @Nullable StoredFile fileOf(String attachmentId) {
        return files.find(attachmentId)
                .map(found -> new StoredFile(found.file(), () -> Files.newInputStream(found.content())))
                .orElse(null);
    }

    @Override
    public Delivery sendRaw(String event, JsonNode body, @Nullable String entryPoint, DeliveryOptions options) {
        if (!(body instanceof ObjectNode fields)) {
            throw new IllegalArgumentException("body must be a JSON object");
        }
        return sender.send(
                new EightByEightEvent(event, fields.path("conversationId").textValue(), fields), options);
    }

    @Override
    public void reset() {
        sender.reset();
        forget.run();
        files.clear();
    }

    private Done done(String conversationId, List<EightByEightEvent> told, DeliveryOptions options) {
        var deliveries = sender.send(told, options);
        return new Done(conversations.get(conversationId), deliveries);
    }
}
