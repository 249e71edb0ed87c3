package io.visavis.gateway.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conversations as rows. */
@Singleton
final class JdbcConversations implements Conversations, ConversationStarts {
    private static final int LONGEST_EMAIL = 320;

    private static final int MOST_REMEMBERED = 20_000;

    private final Sql sql;
    private final ConversationLog log;
    private final VendorIds vendorIds;
    private final UnitOfWork unitOfWork;
    private final EventJson json;
    private final Clock clock;
    /** An id of the vendor's names one conversation for ever. */
    private final Cache<VendorId, ConversationId> byVendorId =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    JdbcConversations(
            Sql sql, ConversationLog log, VendorIds vendorIds, UnitOfWork unitOfWork, EventJson json, Clock clock) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.json = json;
        this.log = log;
        this.vendorIds = vendorIds;
        this.clock = clock;
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return sql.first(ConversationRows.CONVERSATION + "where id = ?", ConversationRows::conversation, id.value());
    }

    @Override
    public Map<ConversationId, Conversation> find(Set<ConversationId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Object[] values = Sql.padded(ids.stream().map(ConversationId::value).toList());
        return sql
                .query(
                        ConversationRows.CONVERSATION + "where id in (" + Sql.marks(values.length) + ")",
                        ConversationRows::conversation,
                        values)
                .stream()
                .collect(Collectors.toMap(Conversation::id, Function.identity()));
    }

    @Override
    public Optional<ConversationId> idByVendorId(ConnectionId connection, String vendorId) {
        VendorId key = new VendorId(connection, vendorId);
        ConversationId known = byVendorId.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ConversationId> found = sql.first(
                "select conversation_id from conversation_vendor_id where connection_id = ? and vendor_id = ?",
                row -> new ConversationId(row.getString(1)),
                connection.value(),
                VendorText.id(vendorId));
        // Not before the commit: what this unit of work wrote itself may yet be undone.
        found.ifPresent(id -> unitOfWork.afterCommit(() -> byVendorId.put(key, id)));
        return found;
    }

    @Override
    public Optional<Conversation> findByInteraction(ApplicationId application, String interactionId) {
        return sql.first(
                ConversationRows.CONVERSATION
                        + "where application_id = ? and interaction_id = ? order by created_at desc limit 1",
                ConversationRows::conversation,
                application.value(),
                VendorText.id(interactionId));
    }

    @Override
    public Optional<Conversation> findOpenByCustomer(ApplicationId application, String chatMode, String email) {
        return sql.first(
                ConversationRows.CONVERSATION + "where application_id = ? and customer_email = ? and chat_mode = ?"
                        + " and state <> 'ENDED' order by created_at desc limit 1",
                ConversationRows::conversation,
                application.value(),
                folded(email),
                chatMode);
    }

    @Override
    public List<Conversation> running(ConnectionId connection, int limit) {
        return sql.query(
                ConversationRows.CONVERSATION + "where connection_id = ? and state <> 'ENDED' and vendor_id is not null"
                        + " order by created_at desc limit " + limit,
                ConversationRows::conversation,
                connection.value());
    }

    @Override
    public boolean wasOver(ConversationId id) {
        return sql.first(
                        "select 1 from conversation_event where conversation_id = ? and type = 'conversation.ended' limit 1",
                        row -> row.getInt(1),
                        id.value())
                .isPresent();
    }

    @Override
    public Optional<Instant> openedAt(ConnectionId connection, String vendorId) {
        return sql.first(
                "select opened_at from conversation_vendor_id where connection_id = ? and vendor_id = ?"
                        + " and opened_at is not null",
                row -> Objects.requireNonNull(Sql.instant(row, "opened_at")),
                connection.value(),
                VendorText.id(vendorId));
    }

    @Override
    public boolean hadInteraction(ConversationId id, String interactionId) {
        return sql
                .query(
                        ConversationRows.EVENT + "where conversation_id = ? and type = 'agent.joined'",
                        ConversationRows::event,
                        id.value())
                .stream()
                .anyMatch(event -> event.provider() != null
                        && interactionId.equals(json.provider(event.provider()).get("interactionId")));
    }

    @Override
    public Optional<Instant> takenUpAt(ConversationId id) {
        // What the gateway concludes itself of a queue names no provider, and the vendor's clock has not told it.
        return sql.first(
                "select at from conversation_event where conversation_id = ? and (provider is not null"
                        + " and type in ('conversation.queued', 'conversation.queue-updated',"
                        + " 'conversation.transferring', 'agent.joined') or position = (select min(said.position)"
                        + " from conversation_event said where said.conversation_id = ? and said.type = 'message.created'"
                        + " and said.actor_kind = 'visitor' and said.position > (select max(ended.position)"
                        + " from conversation_event ended where ended.conversation_id = ?"
                        + " and ended.type = 'conversation.ended'))) order by at desc limit 1",
                row -> Objects.requireNonNull(Sql.instant(row, "at")),
                id.value(),
                id.value(),
                id.value());
    }

    @Override
    public Optional<Instant> newestAt(ConversationId id, Set<EventType> types) {
        String names = types.stream().map(type -> "'" + type.wireName() + "'").collect(Collectors.joining(", "));
        return sql.first(
                "select at from conversation_event where conversation_id = ? and type in (" + names
                        + ") and (provider is not null"
                        + " or type not in ('conversation.queued', 'conversation.queue-updated'))"
                        + " order by at desc limit 1",
                row -> Objects.requireNonNull(Sql.instant(row, "at")),
                id.value());
    }

    @Override
    public Optional<Instant> leftAt(ConversationId id, @Nullable String agentId) {
        return sql.first(
                "select at from conversation_event where conversation_id = ? and type = 'agent.left'"
                        + " and (actor_id is null or actor_id = coalesce(cast(? as varchar), actor_id))"
                        + " order by at desc limit 1",
                row -> Objects.requireNonNull(Sql.instant(row, "at")),
                id.value(),
                agentId);
    }

    @Override
    public Conversation create(NewConversation start) {
        sql.update(
                "insert into conversation (id, application_id, connection_id, chat_mode, state, customer_email,"
                        + " customer_name, subject, last_position, created_at)"
                        + " values (?, ?, ?, ?, 'STARTING', ?, ?, ?, 0, ?)",
                start.id().value(),
                start.applicationId().value(),
                start.connectionId().value(),
                start.chatMode(),
                folded(start.customerEmail()),
                VendorText.name(start.customerName()),
                start.subject(),
                clock.instant());
        if (start.vendorId() != null) {
            vendorIds.bind(start.id(), start.vendorId());
        }
        log.append(
                start.id(),
                NewEvent.of(
                        Actor.visitor(),
                        new EventData.ConversationCreated(start.chatMode(), start.subject(), start.history())));
        return find(start.id()).orElseThrow();
    }

    @Override
    public void rename(ConversationId id, String customerName) {
        sql.update("update conversation set customer_name = ? where id = ?", VendorText.name(customerName), id.value());
    }

    private static @Nullable String folded(@Nullable String email) {
        // Nobody has an address that long (RFC 5321); it is a vendor's mistake and finds nobody.
        return email == null || email.length() > LONGEST_EMAIL
                ? null
                : email.strip().toLowerCase(Locale.ROOT);
    }

    private record VendorId(ConnectionId connection, String vendorId) {}
}
