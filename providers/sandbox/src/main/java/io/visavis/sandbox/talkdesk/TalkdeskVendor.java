package io.visavis.sandbox.talkdesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.conversation.ActionRefusedException;
import io.visavis.sandbox.conversation.Author;
import io.visavis.sandbox.conversation.Conversation;
import io.visavis.sandbox.conversation.ConversationState;
import io.visavis.sandbox.conversation.Conversations;
import io.visavis.sandbox.conversation.Message;
import io.visavis.sandbox.conversation.Opening;
import io.visavis.sandbox.conversation.Vendor;
import io.visavis.sandbox.file.AttachmentStore;
import io.visavis.sandbox.room.RoomAction;
import io.visavis.sandbox.settings.DeskSettings;
import io.visavis.sandbox.settings.Setting;
import io.visavis.sandbox.traffic.Delivery;
import io.visavis.sandbox.traffic.DeliveryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The agent's side of the fake Talkdesk: each action changes the conversation and sends the events of contract section 3. */
final class TalkdeskVendor implements Vendor {

    static final String NAME = "talkdesk";

    private static final Set<String> KNOWN_ENDS = Set.of("ended", "terminated");

    private final Conversations conversations;
    private final AttachmentStore attachments;
    private final EventSender sender;
    private final RoomAction room;
    private final Setting<TalkdeskSettings> settings;
    private final Setting<DeskSettings> desk;
    private final Runnable resetApi;
    private final Clock clock;

    TalkdeskVendor(
            Conversations conversations,
            AttachmentStore attachments,
            EventSender sender,
            RoomAction room,
            Setting<TalkdeskSettings> settings,
            Setting<DeskSettings> desk,
            Runnable resetApi,
            Clock clock) {
        this.conversations = conversations;
        this.attachments = attachments;
        this.sender = sender;
        this.room = room;
        this.settings = settings;
        this.desk = desk;
        this.resetApi = resetApi;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Done open(NewConversation wish, DeliveryOptions options) {
        var touchpoints = settings.get().touchpoints();
        var touchpoint = wish.entryPoint() == null
                ? touchpoints.stream().findFirst().map(TalkdeskSettings.Touchpoint::id)
                : Optional.of(wish.entryPoint());
        var conversation = Conversation.opened(
                ConversationsApi.newId(),
                NAME,
                new Opening(
                        wish.email(),
                        null,
                        wish.subject(),
                        "agent",
                        touchpoint.orElseThrow(
                                () -> new ActionRefusedException("no-touchpoint", "no touchpoint is set")),
                        Map.of(),
                        List.of(),
                        clock.instant()));
        conversations.add(conversation);
        return new Done(
                conversation,
                List.of(sender.send(
                        TalkdeskEvent.started(conversation, desk.get().agent(wish.agent())), options)));
    }

    @Override
    public Done accept(String conversationId, @Nullable String agent, DeliveryOptions options) {
        var by = desk.get().agent(agent);
        var at = clock.instant();
        return act(
                conversationId,
                c -> c.accepted(by, ConversationsApi.newId(), at),
                options,
                c -> List.of(
                        TalkdeskEvent.assigned(c, at, settings.get().events().sessionParameter())));
    }

    @Override
    public Done say(String conversationId, Text text, DeliveryOptions options) {
        if (text.card() != null) {
            throw new IllegalArgumentException("Talkdesk's agents have no cards to send");
        }
        return write(conversationId, text.text(), text.author(), List.of(), options);
    }

    @Override
    public Done file(String conversationId, Upload upload, DeliveryOptions options) throws IOException {
        conversations.get(conversationId).require(ConversationState.ACTIVE, "sent a file");
        var file =
                attachments.keep(upload.name(), upload.type(), upload.content()).file();
        return write(conversationId, upload.text() == null ? "" : upload.text(), null, List.of(file), options);
    }

    private Done write(
            String conversationId,
            String text,
            @Nullable Author author,
            List<io.visavis.sandbox.conversation.AttachedFile> files,
            DeliveryOptions options) {
        var id = UUID.randomUUID().toString();
        var at = clock.instant();
        return act(
                conversationId,
                c -> {
                    var agent = c.work().agent();
                    if (author == null && agent == null) {
                        c.require(ConversationState.ACTIVE, "answered by an agent");
                    }
                    var by = author != null || agent == null ? author : new Author("agent", agent.name());
                    return c.with(new Message(id, Objects.requireNonNull(by), text, at, files, null));
                },
                options,
                c -> List.of(TalkdeskEvent.message(c, c.messages().getLast())));
    }

    /** Talkdesk has no typing indicator in either direction (contract 2.11), so nothing is sent. */
    @Override
    public Done typing(String conversationId, boolean typing, DeliveryOptions options) {
        return new Done(conversations.change(conversationId, c -> c.typing(typing)), List.of());
    }

    @Override
    public Done transfer(String conversationId, Handover to, DeliveryOptions options) {
        if (to.queue() != null) {
            throw new IllegalArgumentException("Talkdesk's desk hands over to an agent, not to a queue");
        }
        var agent = to.agent();
        var at = clock.instant();
        return act(
                conversationId,
                c -> c.transferred(
                        agent == null
                                ? desk.get().after(c.work().agent())
                                : desk.get().agent(agent)),
                options,
                c -> List.of(
                        TalkdeskEvent.assigned(c, at, settings.get().events().sessionParameter())));
    }

    @Override
    public Done end(String conversationId, @Nullable List<String> events, DeliveryOptions options) {
        var sent = events == null ? settings.get().events().endEvents() : events;
        if (!KNOWN_ENDS.containsAll(sent)) {
            throw new IllegalArgumentException("events may hold only " + KNOWN_ENDS + ", not " + sent);
        }
        return act(conversationId, c -> c.ended("agent", clock.instant()), options, c -> endEvents(c, sent));
    }

    @Override
    public Done terminate(String conversationId, DeliveryOptions options) {
        return end(conversationId, List.of("terminated"), options);
    }

    List<TalkdeskEvent> endEvents(Conversation conversation, List<String> names) {
        var events = new ArrayList<TalkdeskEvent>();
        var at = clock.instant();
        for (var name : names) {
            if (name.equals("ended")) {
                events.add(TalkdeskEvent.ended(conversation, at));
            } else {
                var known = conversation.work().interactionId();
                var interaction = known == null ? ConversationsApi.newId() : known;
                var parameter = settings.get().events().sessionParameter();
                events.add(TalkdeskEvent.terminated(conversation, interaction, at, parameter));
            }
        }
        return events;
    }

    @Override
    public Done call(String conversationId) throws IOException {
        var conversation = conversations.get(conversationId);
        conversation.require(ConversationState.ACTIVE, "called");
        try {
            var links = room.ask(
                    conversation,
                    conversation.work().interactionId(),
                    sender.gatewayOf(conversation.opening().entryPoint()),
                    settings.get().events().placement());
            return new Done(conversations.change(conversationId, c -> c.called(links)), List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while asking for a room", e);
        }
    }

    @Override
    public @Nullable StoredFile fileOf(String attachmentId) {
        return attachments
                .find(attachmentId)
                .map(found -> new StoredFile(found.file(), () -> Files.newInputStream(found.content())))
                .orElse(null);
    }

    @Override
    public Delivery sendRaw(String event, JsonNode body, @Nullable String entryPoint, DeliveryOptions options) {
        if (!(body instanceof ObjectNode fields)) {
            throw new IllegalArgumentException("body must be a JSON object");
        }
        var conversation = fields.path("conversation_id").textValue();
        var lane = conversation == null ? event + UUID.randomUUID() : conversation;
        return sender.send(new TalkdeskEvent(event, conversation, lane, entryPoint, fields), options);
    }

    @Override
    public void reset() {
        resetApi.run();
        sender.reset();
        attachments.clear();
    }

    private Done act(
            String conversationId,
            UnaryOperator<Conversation> change,
            DeliveryOptions options,
            Function<Conversation, List<TalkdeskEvent>> events) {
        var changed = conversations.change(conversationId, change);
        return new Done(
                changed,
                events.apply(changed).stream()
                        .map(event -> sender.send(event, options))
                        .toList());
    }
}
