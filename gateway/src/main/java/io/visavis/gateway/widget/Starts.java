package io.visavis.gateway.widget;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpStatus;
import io.visavis.gateway.access.ClientId;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.gateway.widget.Chats.NewChat;
import io.visavis.spi.ProviderCommand.StartConversation;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Starts conversations: the row, its first event and the vendor's order in one commit. An idempotency key starts one. */
@Singleton
final class Starts {
    private final Sql sql;
    private final UnitOfWork units;
    private final Conversations conversations;
    private final Chats chats;
    private final ResumeTokens resumeTokens;
    private final Clock clock;

    Starts(
            Sql sql,
            UnitOfWork units,
            Conversations conversations,
            Chats chats,
            ResumeTokens resumeTokens,
            Clock clock) {
        this.sql = sql;
        this.units = units;
        this.conversations = conversations;
        this.chats = chats;
        this.resumeTokens = resumeTokens;
        this.clock = clock;
    }

    /**
     * A started conversation.
     *
     * @param resumed whether the key had started it before
     */
    record Started(Conversation conversation, String resumeToken, boolean resumed) {}

    /**
     * The key as it is kept: each server's keys are its own, and so are the visitors' of an application, for whoever shows a key gets
     * the conversation that it has started. A visitor's has no blank.
     *
     * @param server null for a visitor
     */
    static String keyOf(@Nullable ClientId server, String key) {
        return server == null ? key : "server " + Digest.of(server.value() + " " + key);
    }

    private record Earlier(ConversationId conversation, String bodyHash) {}

    /** What an earlier use of the {@link #keyOf key} started; null when it is new. 422 when it came with another body. */
    @Nullable
    Started again(ApplicationId application, String key, JsonNode body) {
        return units.commit(() -> earlier(application, key, hash(body)));
    }

    /**
     * A new conversation, or the one that the key has started.
     *
     * @param key from {@link #keyOf}
     * @param byServer the visitor has not seen what was said before, so that the log tells it
     */
    Started start(
            ApplicationId application,
            LiveProvider live,
            StartRequest request,
            @Nullable String key,
            JsonNode body,
            boolean byServer) {
        return units.commit(() -> {
            ConversationId id = ConversationId.next();
            if (key != null && !remember(application, key, hash(body), id)) {
                Started first = earlier(application, key, hash(body));
                if (first != null) {
                    return first;
                }
            }
            chats.start(new NewChat(
                    id,
                    application,
                    live.connectionId(),
                    live.descriptor().chatMode(),
                    new StartConversation(
                            id.value(),
                            id.value(),
                            request.customer(),
                            request.subject(),
                            options(live, request.options()),
                            request.context(),
                            request.history()),
                    byServer));
            return new Started(conversations.find(id).orElseThrow(), resumeTokens.begin(id), false);
        });
    }

    /** The mode's own options only, with the connection's values where the page gives none. */
    private static Map<String, String> options(LiveProvider live, Map<String, String> given) {
        Map<String, String> options = new TreeMap<>();
        live.descriptor().options().forEach(option -> {
            String value = given.getOrDefault(option.name(), "");
            String chosen = value.isBlank() ? live.settings().getOrDefault(option.name(), "") : value;
            if (!chosen.isBlank()) {
                options.put(option.name(), chosen);
            }
        });
        return options;
    }

    private boolean remember(ApplicationId application, String key, String bodyHash, ConversationId id) {
        return sql.update(
                        "insert into widget_start"
                                + " (application_id, idempotency_key, body_hash, conversation_id, created_at)"
                                + " values (?, ?, ?, ?, ?) on conflict do nothing",
                        application.value(),
                        key,
                        bodyHash,
                        id.value(),
                        clock.instant())
                == 1;
    }

    private @Nullable Started earlier(ApplicationId application, String key, String bodyHash) {
        Earlier earlier = sql.first(
                        "select conversation_id, body_hash from widget_start"
                                + " where application_id = ? and idempotency_key = ?",
                        row -> new Earlier(
                                new ConversationId(row.getString("conversation_id")), row.getString("body_hash")),
                        application.value(),
                        key)
                .orElse(null);
        if (earlier == null) {
            return null;
        }
        if (!earlier.bodyHash.equals(bodyHash)) {
            throw ProblemException.of(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "idempotency-key-reused",
                    ProblemAction.FIX_INPUT,
                    "The Idempotency-Key was used with another body; make a new one.");
        }
        return new Started(
                conversations.find(earlier.conversation).orElseThrow(), resumeTokens.begin(earlier.conversation), true);
    }

    /** Of the meaning, not the spelling: order of names and blanks do not count. */
    private static String hash(JsonNode body) {
        return Digest.of(CanonicalJson.of(body));
    }
}
