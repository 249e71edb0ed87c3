package io.visavis.sandbox.talkdesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.conversation.AttachedFile;
import io.visavis.sandbox.conversation.Author;
import io.visavis.sandbox.conversation.Conversation;
import io.visavis.sandbox.conversation.Conversations;
import io.visavis.sandbox.conversation.Message;
import io.visavis.sandbox.conversation.Opening;
import io.visavis.sandbox.file.AttachmentStore;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.settings.Setting;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Start, message, end (contract 2.5 to 2.7). */
final class ConversationsApi {

    private static final String KEY = "x-idempotency-key";

    /** What the account does when the visitor's side has acted. */
    interface Reactions {
        void started(Conversation conversation);

        /** Called before the API answers, once per message. */
        void said(Conversation conversation, Message message);

        void left(Conversation conversation);
    }

    private final IssuedTokens tokens;
    private final IdempotencyKeys keys;
    private final Conversations conversations;
    private final AttachmentStore attachments;
    private final Setting<TalkdeskSettings> settings;
    private final Reactions reactions;
    private final Clock clock;

    ConversationsApi(
            IssuedTokens tokens,
            IdempotencyKeys keys,
            Conversations conversations,
            AttachmentStore attachments,
            Setting<TalkdeskSettings> settings,
            Reactions reactions,
            Clock clock) {
        this.tokens = tokens;
        this.keys = keys;
        this.conversations = conversations;
        this.attachments = attachments;
        this.settings = settings;
        this.reactions = reactions;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.post("/digital-connect/conversations", this::start)
                .post("/digital-connect/conversations/{id}/messages", this::say)
                .delete("/digital-connect/conversations/{id}", this::end);
    }

    private Reply start(Exchange exchange) throws IOException {
        tokens.require(exchange, Scopes.CONVERSATIONS);
        var body = TalkdeskApi.body(exchange);
        var current = settings.get();
        var request = ConversationRequest.read(body, current.previousMessagesCase());
        checkKey(exchange);
        if (current.touchpoint(request.touchpointId()).isEmpty()) {
            throw TalkdeskException.of(404, "There is no touchpoint " + request.touchpointId());
        }
        return keys.once("start", exchange.header(KEY), body, () -> {
            var conversation = Conversation.opened(
                    newId(),
                    TalkdeskVendor.NAME,
                    new Opening(
                            request.email(),
                            request.name(),
                            request.subject(),
                            "visitor",
                            request.touchpointId(),
                            request.context(),
                            request.history(),
                            clock.instant()));
            conversations.add(conversation);
            reactions.started(conversation);
            return Reply.json(201, Map.of("id", conversation.id()));
        });
    }

    private Reply say(Exchange exchange) throws IOException {
        tokens.require(exchange, Scopes.CONVERSATIONS);
        var conversation = find(exchange);
        var body = TalkdeskApi.body(exchange);
        checkMessage(body);
        checkKey(exchange);
        return keys.once(conversation.id(), exchange.header(KEY), body, () -> {
            if (find(exchange).ended()) {
                throw TalkdeskException.over();
            }
            var files = new ArrayList<AttachedFile>();
            var problem = collect(body.path("attachments"), files);
            var message = new Message(
                    UUID.randomUUID().toString(),
                    new Author("visitor", visitorName(conversation)),
                    body.path("content").asText(""),
                    clock.instant(),
                    files,
                    problem.isEmpty() ? null : problem);
            reactions.said(conversations.change(conversation.id(), c -> c.with(message)), message);
            return Reply.json(problem.isEmpty() ? 201 : 206, answer(conversation, message));
        });
    }

    private Reply end(Exchange exchange) {
        tokens.require(exchange, Scopes.CONVERSATIONS);
        var conversation = find(exchange);
        if (conversation.ended()) {
            throw "visitor".equals(conversation.work().endedBy())
                    ? TalkdeskException.of(404, "There is no such conversation")
                    : TalkdeskException.over();
        }
        reactions.left(conversations.change(conversation.id(), c -> c.ended("visitor", clock.instant())));
        return Reply.empty(204);
    }

    private Conversation find(Exchange exchange) {
        return conversations
                .find(exchange.pathParameter("id"))
                .filter(conversation -> conversation.vendor().equals(TalkdeskVendor.NAME))
                .orElseThrow(() -> TalkdeskException.of(404, "There is no such conversation"));
    }

    private void checkKey(Exchange exchange) {
        var key = exchange.header(KEY);
        if (settings.get().requireIdempotencyKey() && (key == null || key.isBlank())) {
            throw TalkdeskException.invalid(KEY, "the header is required");
        }
    }

    private static void checkMessage(JsonNode body) {
        var wrong = new ArrayList<TalkdeskException.Field>();
        var content = body.path("content");
        var files = body.path("attachments");
        if (!content.isMissingNode() && !content.isTextual()) {
            wrong.add(new TalkdeskException.Field("content", "must be a string"));
        }
        if (!files.isMissingNode() && !files.isArray()) {
            wrong.add(new TalkdeskException.Field("attachments", "must be an array"));
        }
        for (int i = 0; i < files.size(); i++) {
            for (var name : List.of("id", "name", "type", "size")) {
                var value = files.get(i).path(name);
                if (name.equals("size") ? !value.isNumber() : !value.isTextual()) {
                    wrong.add(new TalkdeskException.Field("attachments[" + i + "]." + name, "is required"));
                }
            }
        }
        if (wrong.isEmpty() && content.asText("").isEmpty() && files.isEmpty()) {
            wrong.add(new TalkdeskException.Field("content", "content or attachments must be present"));
        }
        if (!wrong.isEmpty()) {
            throw TalkdeskException.invalid(wrong);
        }
    }

    /** @return why some of them are missing, or an empty text */
    private String collect(JsonNode wanted, List<AttachedFile> into) {
        var problems = new ArrayList<String>();
        for (var file : wanted) {
            var id = file.path("id").asText();
            var attachment = attachments.find(id);
            if (attachment.isEmpty()) {
                problems.add("attachment " + id + " does not exist");
            } else if (clock.instant().isBefore(attachment.get().readyAt())) {
                problems.add("attachment " + id + " is not ready");
            } else {
                var stored = attachment.get().file();
                // What the message calls it: the stored name is unique, and for nobody to read.
                into.add(new AttachedFile(stored.id(), file.path("name").asText(), stored.type(), stored.size()));
            }
        }
        return String.join("; ", problems);
    }

    private static Map<String, Object> answer(Conversation conversation, Message message) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("id", conversation.id());
        answer.put("created_at", Json.instant(message.at()));
        answer.put("message_id", message.id());
        if (message.note() != null) {
            answer.put("partial_fail_reason", message.note());
        }
        return answer;
    }

    private static String visitorName(Conversation conversation) {
        var named = conversation.opening().context().get("contact_name");
        if (named != null && named.isTextual()) {
            return named.textValue();
        }
        var name = conversation.opening().name();
        return name == null ? conversation.opening().email() : name;
    }

    static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
