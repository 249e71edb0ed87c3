package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.conversation.Author;
import io.visavis.sandbox.conversation.Conversation;
import io.visavis.sandbox.conversation.Conversations;
import io.visavis.sandbox.conversation.Message;
import io.visavis.sandbox.eightbyeight.EventSettings.Echo;
import io.visavis.sandbox.file.AttachmentStore;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.settings.Setting;
import io.visavis.sandbox.traffic.Deliveries;
import io.visavis.sandbox.traffic.Delivery;
import io.visavis.sandbox.traffic.DeliveryOptions;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Messages and their cards (contract 2.7, 2.9). Sending answers 202 with no body: no id, ever. */
final class MessagesApi {

    private static final String BASE = ConversationsApi.ONE + "/messages";
    private static final String ACTIONS = "/api/v1/tenant/{tenant}/conversations/{id}/cards/{card}";

    private static final String SUBMITTED = "actionSubmitted";
    private static final String EXECUTED = "actionExecuted";

    private final Conversations conversations;
    private final Chats chats;
    private final Lifecycle lifecycle;
    private final EventSender sender;
    private final AutoAccept autoAccept;
    private final Deliveries deliveries;
    private final AttachmentStore files;
    private final Setting<EightByEightSettings> settings;
    private final Clock clock;
    /** Ids of cards, the flag behind each. */
    private final Set<String> acted = ConcurrentHashMap.newKeySet();

    MessagesApi(
            Conversations conversations,
            Chats chats,
            Lifecycle lifecycle,
            EventSender sender,
            AutoAccept autoAccept,
            Deliveries deliveries,
            AttachmentStore files,
            Setting<EightByEightSettings> settings,
            Clock clock) {
        this.conversations = conversations;
        this.chats = chats;
        this.lifecycle = lifecycle;
        this.sender = sender;
        this.autoAccept = autoAccept;
        this.deliveries = deliveries;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.post(BASE, this::say)
                .get(BASE, exchange -> Hal.newest(exchange, "messages", resources(exchange)))
                .get(BASE + "/{message}", exchange -> Hal.one(200, resource(exchange, message(exchange))))
                .get(BASE + "/{message}/cards", exchange -> Hal.newest(exchange, "cards", cards(exchange)))
                .put(ACTIONS + "/action-submit", exchange -> acted(exchange, SUBMITTED))
                .put(ACTIONS + "/action-execute", exchange -> acted(exchange, EXECUTED));
    }

    private Reply say(Exchange exchange) throws IOException {
        var id = chats.get(exchange.pathParameter("id")).id();
        var request = MessageRequest.read(Front.body(exchange), files);
        if (conversation(id).ended()) {
            var afterEnd = request.authorType().equals("user") ? settings.get().afterEnd() : AfterEnd.REFUSE;
            switch (afterEnd) {
                case REOPEN -> {
                    sender.send(lifecycle.reopened(id), DeliveryOptions.NORMAL);
                    autoAccept.waiting(id);
                }
                case REFUSE ->
                    throw EightByEightException.invalid(
                            "invalid_state", "The conversation has no running interaction.");
                case IGNORE -> {
                    return Reply.empty(202);
                }
            }
        }
        var conversation = conversation(id);
        var author = request.authorType().equals("bot")
                ? new Author("bot", "Bot")
                : new Author("visitor", visitorName(conversation));
        var message = new Message(
                UUID.randomUUID().toString(),
                author,
                request.text(),
                clock.instant(),
                request.files(),
                null,
                request.card());
        conversations.change(id, c -> c.with(message));
        echo(id, message);
        return Reply.empty(202);
    }

    private void echo(String id, Message message) {
        var echo = settings.get().events().echo();
        if (echo == Echo.OFF) {
            return;
        }
        var sent = sender.send(lifecycle.message(chats.get(id), message, true), DeliveryOptions.NORMAL);
        if (echo == Echo.OVERTAKING) {
            sent.forEach(this::awaitEnd);
        }
    }

    /** The event must have arrived before the API answers, that is the point of it. */
    private void awaitEnd(Delivery sent) {
        long until = System.nanoTime() + (long) (settings.get().events().timeoutSeconds() * 1e9);
        try {
            while (System.nanoTime() < until
                    && deliveries
                            .find(sent.id())
                            .filter(now -> now.status() == Delivery.Status.PENDING)
                            .isPresent()) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Listed for WebChat channels only (contract 2.9): the card is marked, and no event tells of it. */
    private Reply acted(Exchange exchange, String flag) throws IOException {
        var id = exchange.pathParameter("id");
        var tenant = settings.get().tenantId();
        if (!exchange.pathParameter("tenant").equals(tenant)) {
            throw EightByEightException.otherTenant(settings.get().customerId());
        }
        var conversation =
                conversations.find(id).orElseThrow(() -> EightByEightException.notFoundCoded("Conversation", id));
        var card = exchange.pathParameter("card");
        if (conversation.messages().stream()
                .noneMatch(message -> message.card() != null && message.id().equals(card))) {
            throw EightByEightException.notFoundCoded("Card", card);
        }
        if (Front.body(exchange).path("name").asText().isBlank()) {
            throw EightByEightException.invalidParameter("name is required for conversation " + id);
        }
        acted.add(card + flag);
        return Reply.empty(204);
    }

    private List<ObjectNode> resources(Exchange exchange) {
        return conversation(exchange.pathParameter("id")).messages().stream()
                .map(message -> resource(exchange, message))
                .toList();
    }

    private List<ObjectNode> cards(Exchange exchange) {
        var message = message(exchange);
        return message.card() instanceof ObjectNode card
                ? List.of(card.deepCopy()
                        .put("id", message.id())
                        .put(SUBMITTED, acted.contains(message.id() + SUBMITTED))
                        .put(EXECUTED, acted.contains(message.id() + EXECUTED)))
                : List.of();
    }

    private ObjectNode resource(Exchange exchange, Message message) {
        var chat = chats.get(exchange.pathParameter("id"));
        var type = Lifecycle.senderType(message.author());
        var agent = chat.agents().isEmpty() ? type : chat.agents().getLast();
        var resource = Json.object()
                .put("id", message.id())
                .put("text", message.text())
                .put("createdAt", Json.instant(message.at()));
        resource.putObject("author")
                .put("id", type.equals("agent") ? agent : type)
                .put("removed", false)
                .put("type", type)
                .put("language", chat.user().path("language").asText("en"));
        var attached = resource.putArray("attachments");
        message.attachments().forEach(file -> attached.addObject().put("id", file.id()));
        var cards = resource.putArray("cards");
        if (message.card() != null) {
            cards.add(message.card());
        }
        return resource;
    }

    private Message message(Exchange exchange) {
        var id = exchange.pathParameter("message");
        return conversation(exchange.pathParameter("id")).messages().stream()
                .filter(message -> message.id().equals(id))
                .findFirst()
                .orElseThrow(() -> EightByEightException.notFound("Message", id));
    }

    private Conversation conversation(String id) {
        return conversations
                .find(chats.get(id).id())
                .orElseThrow(() -> EightByEightException.notFound("Conversation", id));
    }

    private static String visitorName(Conversation conversation) {
        var name = conversation.opening().name();
        return name == null ? "Visitor" : name;
    }
}
