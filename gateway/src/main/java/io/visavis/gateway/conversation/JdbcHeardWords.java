package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Looks in the log. */
@Singleton
final class JdbcHeardWords implements HeardWords {
    /** Between the time in an event and the time in the transcript of one message. */
    private static final Duration ABOUT = Duration.ofSeconds(5);

    private final Sql sql;
    private final EventJson json;
    private final VendorIds vendorIds;

    JdbcHeardWords(Sql sql, EventJson json, VendorIds vendorIds) {
        this.sql = sql;
        this.json = json;
        this.vendorIds = vendorIds;
    }

    @Override
    public boolean about(ConversationId id, Said said, Instant at, boolean withVendorId) {
        return sql
                .query(
                        ConversationRows.EVENT + "where conversation_id = ? and type = 'message.created'"
                                + " and actor_kind <> 'visitor' and at >= ? and at <= ?",
                        ConversationRows::event,
                        id.value(),
                        at.minus(ABOUT),
                        at.plus(ABOUT))
                .stream()
                .filter(event -> !withVendorId || hasVendorId(event))
                .anyMatch(event -> isSame(id, json.message(event.data()), said));
    }

    /** The two ways may name the files of the same words differently, or not at all. */
    private boolean isSame(ConversationId id, EventData.MessageCreated logged, Said said) {
        if (!logged.text().equals(said.text())) {
            return false;
        }
        return !said.text().isEmpty()
                || (files(id, logged).equals(said.vendorFiles())
                        && Objects.equals(
                                logged.card() == null ? null : logged.card().content(), said.card()));
    }

    private List<String> files(ConversationId id, EventData.MessageCreated logged) {
        return logged.attachments().stream()
                .flatMap(file -> vendorIds.findFile(id, file.attachmentId()).stream())
                .map(VendorFile::vendorAttachmentId)
                .toList();
    }

    @Override
    public Instant lastHeard(Conversation conversation) {
        return sql.first(
                        "select max(at) as at from conversation_event where conversation_id = ? and position <= ?"
                                + " and provider is not null",
                        row -> Objects.requireNonNullElse(Sql.instant(row, "at"), conversation.createdAt()),
                        conversation.id().value(),
                        conversation.lastPosition())
                .orElse(conversation.createdAt());
    }

    private boolean hasVendorId(LoggedEvent event) {
        return event.provider() != null && json.provider(event.provider()).containsKey("messageId");
    }
}
