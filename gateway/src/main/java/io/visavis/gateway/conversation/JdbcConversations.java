package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conversations as rows. */
@Singleton
final class JdbcConversations implements Conversations, ConversationStarts {
    private static final int LONGEST_EMAIL = 320;

    private final Sql sql;
    private final ConversationLog log;
    private final VendorIds vendorIds;
    private final Clock clock;

    JdbcConversations(Sql sql, ConversationLog log, VendorIds vendorIds, Clock clock) {
        this.sql = sql;
        this.log = log;
        this.vendorIds = vendorIds;
        this.clock = clock;
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return sql.first(ConversationRows.CONVERSATION + "where id = ?", ConversationRows::conversation, id.value());
    }

    @Override
    public Optional<Conversation> findByVendorId(ConnectionId connection, String vendorId) {
        return sql.first(
                ConversationRows.CONVERSATION + "where id = (select conversation_id from conversation_vendor_id"
                        + " where connection_id = ? and vendor_id = ?)",
                ConversationRows::conversation,
                connection.value(),
                VendorText.id(vendorId));
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
    public Optional<Instant> agentChangedAt(ConversationId id) {
        return sql.first(
                "select at from conversation_event where conversation_id = ? and type in ('agent.joined', 'agent.left')"
                        + " order by position desc limit 1",
                row -> Objects.requireNonNull(Sql.instant(row, "at")),
                id.value());
    }

    @Override
    public Conversation create(NewConversation start) {
        sql.update(
                "insert into conversation (id, application_id, connection_id, chat_mode, state, customer_email, subject,"
                        + " last_position, created_at) values (?, ?, ?, ?, 'STARTING', ?, ?, 0, ?)",
                start.id().value(),
                start.applicationId().value(),
                start.connectionId().value(),
                start.chatMode(),
                folded(start.customerEmail()),
                start.subject(),
                clock.instant());
        if (start.vendorId() != null) {
            vendorIds.bind(start.id(), start.vendorId());
        }
        log.append(
                start.id(),
                NewEvent.of(Actor.visitor(), new EventData.ConversationCreated(start.chatMode(), start.subject())));
        return find(start.id()).orElseThrow();
    }

    private static @Nullable String folded(@Nullable String email) {
        // Nobody has an address that long (RFC 5321); it is a vendor's mistake and finds nobody.
        return email == null || email.length() > LONGEST_EMAIL
                ? null
                : email.strip().toLowerCase(Locale.ROOT);
    }
}
