package io.visavis.gateway.widget;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpStatus;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.problem.ProblemException.FieldError;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Files that visitors send: their bytes lie on the {@link FileShelf}, the names they came with stand in the database only.
 * The row comes last: a crash or a power cut leaves a file without a row, never the reverse.
 */
@Singleton
final class VisitorFiles {
    private static final int LONGEST_NAME = 200;

    private final Sql sql;
    private final UnitOfWork units;
    private final FileTypes types;
    private final Clock clock;
    private final FileShelf shelf;
    private final long largest;

    VisitorFiles(
            Sql sql,
            UnitOfWork units,
            FileTypes types,
            Clock clock,
            FileShelf shelf,
            @Value("${visavis.attachments.max-bytes:20971520}") long largest) {
        this.sql = sql;
        this.units = units;
        this.types = types;
        this.clock = clock;
        this.shelf = shelf;
        this.largest = largest;
    }

    /** Throws a 413 for a file that says itself that it is too large, before a byte of it is read; -1 where it does not say. */
    void requireFits(long declaredBytes) {
        if (declaredBytes > largest) {
            throw tooLarge();
        }
    }

    /** Streams a file to disk. 413 when it is too large, 415 when its type is not taken. */
    VisitorFile store(ConversationId conversation, String name, String declaredType, InputStream content) {
        String id = Ids.next("att");
        String mediaType = FileTypes.plain(declaredType);
        try {
            long size = shelf.put(id, out -> write(out, mediaType, content));
            VisitorFile file = new VisitorFile(id, safeName(name), mediaType, size, shelf.place(id));
            units.commit(() -> {
                sql.update(
                        "insert into widget_attachment"
                                + " (attachment_id, conversation_id, name, media_type, size, created_at)"
                                + " values (?, ?, ?, ?, ?, ?)",
                        file.attachmentId(),
                        conversation.value(),
                        file.name(),
                        file.mediaType(),
                        file.size(),
                        clock.instant());
            });
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a file", e);
        }
    }

    Optional<VisitorFile> find(ConversationId conversation, String attachmentId) {
        return sql.first(
                "select attachment_id, name, media_type, size from widget_attachment"
                        + " where attachment_id = ? and conversation_id = ?",
                row -> new VisitorFile(
                        row.getString("attachment_id"),
                        row.getString("name"),
                        row.getString("media_type"),
                        row.getLong("size"),
                        shelf.place(row.getString("attachment_id"))),
                attachmentId,
                conversation.value());
    }

    /** Removes the bytes of a file whose row is about to go. */
    void removeContent(String attachmentId) {
        shelf.remove(attachmentId);
    }

    /** Takes files for a message, in the running work; each can be taken once. */
    List<VisitorFile> use(ConversationId conversation, List<String> attachmentIds, String messageId) {
        List<VisitorFile> files = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < attachmentIds.size(); i++) {
            String id = attachmentIds.get(i);
            int taken = sql.update(
                    "update widget_attachment set used_by = ?"
                            + " where attachment_id = ? and conversation_id = ? and used_by is null",
                    messageId,
                    id,
                    conversation.value());
            if (taken == 1) {
                find(conversation, id).ifPresent(files::add);
            } else {
                errors.add(new FieldError("data.attachments[" + i + "]", "is no unused file of this conversation"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return files;
    }

    private long write(OutputStream out, String mediaType, InputStream content) throws IOException {
        byte[] head = content.readNBytes(FileTypes.HEAD);
        types.judge(mediaType, head).ifPresent(why -> {
            throw ProblemException.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "file-refused",
                    ProblemAction.FIX_INPUT,
                    "Not sent: " + why + ".");
        });
        if (head.length == 0) {
            throw ProblemException.invalid("file", "is empty");
        }
        long size = head.length;
        out.write(head);
        byte[] buffer = new byte[16 * 1024];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            size += n;
            if (size > largest) {
                throw tooLarge();
            }
            out.write(buffer, 0, n);
        }
        return size;
    }

    private ProblemException tooLarge() {
        return ProblemException.of(
                HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                "file-too-large",
                ProblemAction.FIX_INPUT,
                "A file may have up to " + largest + " bytes.");
    }

    /** The last part of what may be a path, without characters that would disturb a header, a terminal or a reader. */
    static String safeName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder();
        last.codePoints()
                .filter(c -> !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.SURROGATE
                        && c != '"')
                .limit(LONGEST_NAME)
                .forEach(kept::appendCodePoint);
        String cleaned = kept.toString().strip();
        return cleaned.isEmpty() || cleaned.chars().allMatch(c -> c == '.') ? "file" : cleaned;
    }
}
