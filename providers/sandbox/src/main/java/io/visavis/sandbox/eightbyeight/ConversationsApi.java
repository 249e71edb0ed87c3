package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.conversation.Conversation;
import io.visavis.sandbox.conversation.ConversationState;
import io.visavis.sandbox.conversation.Conversations;
import io.visavis.sandbox.file.AttachmentStore;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.settings.Setting;
import io.visavis.sandbox.traffic.DeliveryOptions;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Conversations: create, read, move, leave (contract 2.4, 2.6). Creation and moves are answered first and happen later. */
final class ConversationsApi {

    static final String BASE = "/chat-gateway/v1/conversations";
    static final String ONE = BASE + "/{id}";

    private final Conversations conversations;
    private final Chats chats;
    private final Directory directory;
    private final Lifecycle lifecycle;
    private final Events events;
    private final EventSender sender;
    private final AutoAccept autoAccept;
    private final AttachmentStore files;
    private final Setting<EightByEightSettings> settings;
    private final Clock clock;

    ConversationsApi(
            Conversations conversations,
            Chats chats,
            Directory directory,
            Lifecycle lifecycle,
            Events events,
            EventSender sender,
            AutoAccept autoAccept,
            AttachmentStore files,
            Setting<EightByEightSettings> settings,
            Clock clock) {
        this.conversations = conversations;
        this.chats = chats;
        this.directory = directory;
        this.lifecycle = lifecycle;
        this.events = events;
        this.sender = sender;
        this.autoAccept = autoAccept;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.get(BASE, exchange -> Hal.page(exchange, "conversations", resources()))
                .post(BASE, this::create)
                .get(ONE, exchange -> Hal.one(200, resource(chat(exchange))))
                .put(ONE, this::replace)
                .patch(ONE, this::change)
                .get(
                        ONE + "/interactions",
                        exchange -> Hal.page(
                                exchange, "interactions", chat(exchange).interactions()))
                .post(ONE + "/post-agent-assignment", this::afterAgent)
                .get(
                        ONE + "/participants",
                        exchange -> Hal.page(exchange, "participants", Participants.of(chat(exchange))))
                .patch(ONE + "/participants/user", this::leave);
    }

    private Reply create(Exchange exchange) throws IOException {
        var request = CreateRequest.read(Front.body(exchange), directory, files, settings.get());
        var id = UUID.randomUUID().toString().replace("-", "").substring(0, 22);
        var at = clock.instant();
        var channel = directory.channel(request.channelId()).orElseThrow();
        var asked = request.assignment() == null
                ? new Chat.Assignment("queue", channel.routingOptions().id())
                : request.assignment();
        var queueId = asked.type().equals("queue")
                ? asked.id()
                : channel.routingOptions().id();
        var queue = settings.get()
                .queue(queueId)
                .orElseGet(() -> settings.get().queues().getFirst());
        chats.add(new Chat(
                id,
                channel.id(),
                exchange.origin(),
                Chat.State.CREATED,
                asked,
                request.user(),
                List.of(),
                List.of(),
                false,
                null,
                at));
        conversations.add(Conversation.opened(
                id,
                EightByEightVendor.NAME,
                CreateRequest.opening(request.user(), channel.id(), request.history(), at),
                queue.asWork(),
                null));
        sender.send(events.update(chats.get(id)), DeliveryOptions.NORMAL);
        sender.later(settings.get().events().creationSeconds(), () -> activate(id));
        return Hal.one(202, Map.of("conversationId", id, "createdAt", at));
    }

    private void activate(String id) {
        if (chats.find(id).isEmpty()) {
            return;
        }
        sender.send(lifecycle.activated(id), DeliveryOptions.NORMAL);
        autoAccept.waiting(id);
    }

    private Reply replace(Exchange exchange) throws IOException {
        var body = Front.body(exchange);
        var channel = WebhooksApi.text(body, "channelId", 255);
        if (directory.channel(channel).isEmpty()) {
            throw EightByEightException.validation(
                    "channelId", channel, "invalid_channel", "Channel " + channel + " is unknown.");
        }
        return changed(exchange, body, channel, Json.object());
    }

    private Reply change(Exchange exchange) throws IOException {
        var chat = chat(exchange);
        return changed(exchange, Front.body(exchange), chat.channelId(), chat.user());
    }

    /**
     * {@code known} of the user stays unless the body says otherwise: whether a PATCH adds is not printed either.
     * Moving while an agent has it is refused: the contract does not say, and a refusal is what a caller must survive.
     */
    private Reply changed(Exchange exchange, ObjectNode body, String channelId, ObjectNode known) {
        var id = chat(exchange).id();
        var assignment = CreateRequest.assignment(body.path("assignment"), settings.get());
        if (assignment != null && conversation(id).state() != ConversationState.QUEUED) {
            throw EightByEightException.invalid(
                    "invalid_assignment", "The conversation is not waiting and cannot be moved.");
        }
        if (body.has("user")) {
            var user = CreateRequest.user(body.path("user"));
            var merged = known.deepCopy().<ObjectNode>setAll(user);
            chats.change(id, c -> c.of(merged, channelId));
            conversations.change(
                    id,
                    c -> c.with(CreateRequest.opening(
                            merged,
                            channelId,
                            c.opening().history(),
                            c.opening().createdAt())));
            sender.send(events.update(chats.get(id)), DeliveryOptions.NORMAL);
        } else {
            chats.change(id, c -> c.of(c.user(), channelId));
        }
        if (assignment != null && assignment.type().equals("queue")) {
            var queue = settings.get().queue(assignment.id()).orElseThrow().asWork();
            conversations.change(id, c -> c.waitingIn(queue));
            sender.send(lifecycle.waiting(id, queue), DeliveryOptions.NORMAL);
        }
        return Hal.one(202, resource(chats.get(id)));
    }

    /** The one way to end from outside; a second time changes nothing and is 204 again. */
    private Reply leave(Exchange exchange) throws IOException {
        var body = Front.body(exchange);
        var id = chat(exchange).id();
        if (!body.path("removed").asBoolean()) {
            throw EightByEightException.validation(
                    "removed", body.path("removed").asText(), "invalid_removed", "must be true");
        }
        if (!conversation(id).ended()) {
            var names = settings.get().events().eventsAfterLeave();
            sender.send(lifecycle.ended(id, "visitor", names), DeliveryOptions.NORMAL);
        }
        return Reply.empty(204);
    }

    private Reply afterAgent(Exchange exchange) throws IOException {
        var id = exchange.pathParameter("id");
        var chat = chats.find(id).orElseThrow(() -> EightByEightException.notFoundCoded("Conversation", id));
        var body = Front.body(exchange);
        var webhook = body.path("id").asText();
        if (!body.path("type").asText().equals("webhook")
                || directory.webhook(webhook).isEmpty()) {
            throw EightByEightException.invalidParameter("Webhook " + webhook + " is unknown.");
        }
        if (chat.afterAgent() != null) {
            throw EightByEightException.invalidParameter("A post-agent assignment exists for conversation " + id);
        }
        var configuration = body.path("configuration");
        requireMinutes(configuration, "maxTotalMinutes", 20, 600);
        requireMinutes(configuration, "userTimeoutInMinutes", 10, 300);
        chats.change(id, c -> c.then(body));
        return Reply.empty(201);
    }

    /** As a number or, as 8x8's own code sends it, as text. */
    private static void requireMinutes(JsonNode configuration, String field, int least, int most) {
        var minutes = configuration.path(field);
        if (!minutes.isMissingNode() && (minutes.asInt(-1) < least || minutes.asInt(-1) > most)) {
            throw EightByEightException.invalidParameter(field + " must be " + least + " to " + most);
        }
    }

    private Chat chat(Exchange exchange) {
        return chats.get(exchange.pathParameter("id"));
    }

    private Conversation conversation(String id) {
        return conversations.find(id).orElseThrow(() -> EightByEightException.notFound("Conversation", id));
    }

    private List<ObjectNode> resources() {
        return chats.all().stream().map(ConversationsApi::resource).toList();
    }

    private static ObjectNode resource(Chat chat) {
        var resource = Json.object()
                .put("id", chat.id())
                .put("channelId", chat.channelId())
                .put("state", chat.state().word());
        resource.set("assignment", Json.tree(chat.assignment()));
        resource.set("user", chat.user());
        return resource;
    }
}
