package io.visavis.gateway.outbox;

import io.micronaut.core.annotation.Creator;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to do at the vendor. What its provider lacks the capability for is dropped without a trace: check before, if
 * someone must be told.
 */
public sealed interface OutboundCommand {

    /** Opens the conversation at the vendor. */
    @Serdeable
    record Start(
            Person customer,
            @Nullable String subject,
            Map<String, String> options,
            Map<String, String> context,
            List<Line> history)
            implements OutboundCommand {
        public Start {
            options = options == null ? Map.of() : Map.copyOf(options);
            context = context == null ? Map.of() : Map.copyOf(context);
            history = history == null ? List.of() : List.copyOf(history);
        }
    }

    /**
     * The visitor's words, or those of the bot that spoke before; {@code message.accepted} or {@code message.failed} with this id follow in the log.
     *
     * @param attachmentIds files of {@link StoredFiles}
     * @param author {@code bot}, or anything else for the visitor
     */
    @Serdeable
    record Message(
            String messageId,
            String text,
            List<String> attachmentIds,
            @Nullable String author) implements OutboundCommand {
        @Creator
        public Message {
            text = text == null ? "" : text;
            attachmentIds = attachmentIds == null ? List.of() : List.copyOf(attachmentIds);
        }

        /** The visitor's. */
        public Message(String messageId, String text, List<String> attachmentIds) {
            this(messageId, text, attachmentIds, null);
        }
    }

    /** The gateway's own words to the agent, for example the link to a call. */
    @Serdeable
    record Notice(String text) implements OutboundCommand {}

    /**
     * Worth telling for a few seconds only.
     *
     * @param author as of a {@link Message}
     */
    @Serdeable
    record Typing(boolean typing, @Nullable String author) implements OutboundCommand {}

    @Serdeable
    record Read(Instant readUpTo) implements OutboundCommand {}

    /**
     * The visitor's answer to a card; {@code message.accepted} or {@code message.failed} with this id follow in the log.
     *
     * @param messageId of the answer
     * @param vendorMessageId of the card, where the vendor gave one
     * @param title what was pressed
     * @param json what was filled in
     */
    @Serdeable
    record CardAnswer(String messageId, @Nullable String vendorMessageId, String title, String json)
            implements OutboundCommand {}

    /**
     * New customer data or context of a running conversation; where its vendor refuses it, {@code message.failed} with the
     * command's id follows in the log.
     *
     * @param commandId the command that asks for it; null in rows of versions that did not keep it
     */
    @Serdeable
    record Update(
            @Nullable String commandId,
            @Nullable Person customer,
            Map<String, String> context,
            Map<String, String> options)
            implements OutboundCommand {
        /** The command's type on the wire. */
        static final String WIRE_NAME = "conversation.update";

        public Update {
            context = context == null ? Map.of() : Map.copyOf(context);
            options = options == null ? Map.of() : Map.copyOf(options);
        }
    }

    /**
     * The visitor leaves.
     *
     * @param vendorId of a former conversation of the vendor's that another has replaced; null for the one that runs
     */
    @Serdeable
    record End(@Nullable String vendorId) implements OutboundCommand {
        @Creator
        public End {}

        /** The conversation that runs. */
        public End() {
            this(null);
        }
    }

    /** Who the visitor says to be; {@code avatarUrl} absolute. */
    @Serdeable
    record Person(
            @Nullable String email,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String language,
            @Nullable String avatarUrl) {}

    /** One line said before; {@code author}: visitor, agent or bot. */
    @Serdeable
    record Line(
            String author,
            String text,
            Instant at,
            List<LineFile> files,
            @Nullable LineCard card) {
        public Line {
            files = files == null ? List.of() : List.copyOf(files);
        }
    }

    /** A file of a line; {@code url} absolute. */
    @Serdeable
    record LineFile(String name, @Nullable String url) {}

    /** A card of a line; {@code json} as text. */
    @Serdeable
    record LineCard(String contentType, String json) {}
}
