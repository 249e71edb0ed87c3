package io.visavis.gateway.conversation;

import io.micronaut.context.BeanProvider;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The vendor's ids as rows. */
@Singleton
final class JdbcVendorIds implements VendorIds {
    private static final int LONGEST_MEDIA_TYPE = 255;

    private final Sql sql;
    private final UnitOfWork unitOfWork;
    /** Looked up late: who hears of a binding also needs this. */
    private final BeanProvider<VendorBindings> bindings;

    private final BeanProvider<VendorReplacements> replacements;

    JdbcVendorIds(
            Sql sql,
            UnitOfWork unitOfWork,
            BeanProvider<VendorBindings> bindings,
            BeanProvider<VendorReplacements> replacements) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.bindings = bindings;
        this.replacements = replacements;
    }

    @Override
    public void bind(ConversationId id, String vendorId) {
        bindNow(id, vendorId, null);
    }

    @Override
    public void bindOpened(ConversationId id, String vendorId, Instant openedAt) {
        bindNow(id, vendorId, openedAt);
    }

    @Override
    public void bindFormer(ConversationId id, String vendorId, Instant openedAt) {
        ConnectionId connection = lock(id).connection();
        if (note(connection, id, vendorId, openedAt)) {
            replacements.stream().forEach(listener -> listener.replaced(id, vendorId));
        }
        unitOfWork.afterCommit(() -> bindings.stream().forEach(listener -> listener.bound(connection)));
    }

    private Bound lock(ConversationId id) {
        return sql.first(
                        "select connection_id, vendor_id from conversation where id = ? for update",
                        row -> new Bound(new ConnectionId(row.getString(1)), row.getString(2)),
                        id.value())
                .orElseThrow(() -> new IllegalArgumentException("no conversation " + id));
    }

    private void bindNow(ConversationId id, String vendorId, @Nullable Instant openedAt) {
        Bound before = lock(id);
        ConnectionId connection = before.connection();
        sql.update("update conversation set vendor_id = ? where id = ?", vendorId, id.value());
        if (before.vendorId() != null && !before.vendorId().equals(vendorId)) {
            sql.update("update conversation set interaction_id = null where id = ?", id.value());
            replacements.stream().forEach(listener -> listener.replaced(id, before.vendorId()));
        }
        note(connection, id, vendorId, openedAt);
        unitOfWork.afterCommit(() -> bindings.stream().forEach(listener -> listener.bound(connection)));
    }

    /** False when the id is known. */
    private boolean note(ConnectionId connection, ConversationId id, String vendorId, @Nullable Instant openedAt) {
        return sql.update(
                        "insert into conversation_vendor_id (connection_id, vendor_id, conversation_id, opened_at)"
                                + " values (?, ?, ?, ?) on conflict do nothing",
                        connection.value(),
                        VendorText.id(vendorId),
                        id.value(),
                        openedAt)
                == 1;
    }

    @Override
    public void messageSent(ConversationId id, String vendorMessageId, String messageId) {
        sql.update(
                "insert into sent_message (conversation_id, vendor_message_id, message_id) values (?, ?, ?)"
                        + " on conflict do nothing",
                id.value(),
                VendorText.id(vendorMessageId),
                messageId);
    }

    @Override
    public Map<VendorMessage, String> sentMessages(Set<VendorMessage> messages) {
        if (messages.isEmpty()) {
            return Map.of();
        }
        Object[] conversations = Sql.padded(messages.stream()
                .map(message -> message.conversation().value())
                .distinct()
                .toList());
        Object[] ids = Sql.padded(
                messages.stream().map(VendorMessage::vendorMessageId).distinct().toList());
        Map<VendorMessage, String> found = new HashMap<>();
        sql.query(
                        "select conversation_id, vendor_message_id, message_id from sent_message where conversation_id in ("
                                + Sql.marks(conversations.length) + ") and vendor_message_id in ("
                                + Sql.marks(ids.length) + ")",
                        row -> Map.entry(
                                new VendorMessage(new ConversationId(row.getString(1)), row.getString(2)),
                                row.getString(3)),
                        Stream.concat(Arrays.stream(conversations), Arrays.stream(ids))
                                .toArray())
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        found.keySet().retainAll(messages);
        return found;
    }

    @Override
    public String receiveFile(ConversationId id, VendorFile file) {
        return sql.first(
                        "select attachment_id from vendor_file where conversation_id = ? and vendor_attachment_id = ?",
                        row -> row.getString(1),
                        id.value(),
                        file.vendorAttachmentId())
                .orElseGet(() -> insert(id, file));
    }

    @Override
    public Optional<VendorFile> findFile(ConversationId id, String attachmentId) {
        return sql.first(
                "select vendor_attachment_id, name, media_type, size from vendor_file"
                        + " where conversation_id = ? and attachment_id = ?",
                row -> new VendorFile(
                        row.getString(1), row.getString(2), row.getString(3), row.getObject(4, Long.class)),
                id.value(),
                attachmentId);
    }

    /** One that is too long names no type. */
    private static @Nullable String mediaType(VendorFile file) {
        String type = file.mediaType();
        return type == null || type.length() > LONGEST_MEDIA_TYPE ? null : type;
    }

    private String insert(ConversationId id, VendorFile file) {
        String attachmentId = Ids.next("att");
        sql.update(
                "insert into vendor_file (conversation_id, attachment_id, vendor_attachment_id, name, media_type, size)"
                        + " values (?, ?, ?, ?, ?, ?)",
                id.value(),
                attachmentId,
                file.vendorAttachmentId(),
                VendorText.name(file.name()),
                mediaType(file),
                file.size());
        return attachmentId;
    }

    private record Bound(ConnectionId connection, @Nullable String vendorId) {}
}
