package io.visavis.gateway.widget;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.ConversationStarts;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.EventData.AttachmentRef;
import io.visavis.gateway.conversation.NewConversation;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.outbox.OutboundCommand;
import io.visavis.gateway.outbox.Outbox;
import io.visavis.spi.Customer;
import io.visavis.spi.HistoryMessage;
import io.visavis.spi.ProviderCommand.StartConversation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a visitor does into the log and on its way to the vendor, both in the running unit of work. Each answers with
 * the position of the conversation's newest event.
 */
@Singleton
final class Chats {
    /**
     * A conversation that does not exist yet.
     *
     * @param tellsHistory whether the log tells what was said before, for a visitor who has not seen it here
     */
    record NewChat(
            ConversationId id,
            ApplicationId application,
            ConnectionId connection,
            String chatMode,
            StartConversation start,
            boolean tellsHistory) {}

    /**
     * Something the visitor says.
     *
     * @param id the command's id, which names the message
     * @param author whose words: the visitor's, or the bot's that spoke for the site
     */
    record NewMessage(
            String id,
            Actor author,
            String text,
            List<VisitorFile> files,
            @Nullable String replyTo) {
        public NewMessage {
            files = List.copyOf(files);
        }
    }

    /**
     * An answer to a card.
     *
     * @param id the command's id, which names the answer as a message
     * @param cardMessageId the message that carried the card
     * @param vendorMessageId the vendor's id of that message; null where it gave none
     * @param json what was filled in
     */
    record CardAnswer(
            String id, String cardMessageId, @Nullable String vendorMessageId, String title, String json) {}

    private final ConversationStarts starts;
    private final ConversationLog log;
    private final Outbox outbox;

    Chats(ConversationStarts starts, ConversationLog log, Outbox outbox) {
        this.starts = starts;
        this.log = log;
        this.outbox = outbox;
    }

    long start(NewChat chat) {
        StartConversation start = chat.start();
        Customer customer = start.customer();
        List<OutboundCommand.Line> history =
                start.history().stream().map(Chats::line).toList();
        Conversation made = starts.create(NewConversation.byVisitor(
                chat.id(),
                chat.application(),
                chat.connection(),
                chat.chatMode(),
                customer.email(),
                customer.name(),
                start.subject(),
                chat.tellsHistory() ? history.stream().map(Chats::said).toList() : List.of()));
        outbox.enqueue(
                chat.id(),
                new OutboundCommand.Start(
                        new OutboundCommand.Person(
                                customer.email(),
                                customer.name(),
                                customer.phone(),
                                customer.language(),
                                customer.avatarUrl() == null
                                        ? null
                                        : customer.avatarUrl().toString()),
                        start.subject(),
                        start.options(),
                        start.context(),
                        history));
        return made.lastPosition();
    }

    long send(Conversation conversation, NewMessage message) {
        long position = log.append(
                conversation.id(),
                NewEvent.of(
                        message.author(),
                        new EventData.MessageCreated(
                                message.id(),
                                message.text(),
                                message.files().stream()
                                        .map(file -> new AttachmentRef(
                                                file.attachmentId(), file.name(), file.mediaType(), file.size()))
                                        .toList(),
                                null,
                                message.replyTo())));
        outbox.enqueue(
                conversation.id(),
                new OutboundCommand.Message(
                        message.id(),
                        message.text(),
                        message.files().stream().map(VisitorFile::attachmentId).toList(),
                        message.author().kind()));
        return position;
    }

    long type(Conversation conversation, boolean typing, Actor.Kind author) {
        outbox.enqueue(
                conversation.id(),
                new OutboundCommand.Typing(typing, author.name().toLowerCase(Locale.ROOT)));
        return conversation.lastPosition();
    }

    long markRead(Conversation conversation, Instant readUpTo) {
        outbox.enqueue(conversation.id(), new OutboundCommand.Read(readUpTo));
        return conversation.lastPosition();
    }

    long submitCard(Conversation conversation, CardAnswer answer) {
        long position = log.append(
                conversation.id(),
                NewEvent.of(
                        Actor.visitor(),
                        new EventData.MessageCreated(
                                answer.id(), answer.title(), List.of(), null, answer.cardMessageId())));
        outbox.enqueue(
                conversation.id(),
                new OutboundCommand.CardAnswer(answer.id(), answer.vendorMessageId(), answer.title(), answer.json()));
        return position;
    }

    /** What the vendor, and who is called, may know of the visitor from now on; nothing that is left out changes. */
    long update(Conversation conversation, OutboundCommand.Update change) {
        if (change.customer() != null && change.customer().name() != null) {
            starts.rename(conversation.id(), change.customer().name());
        }
        outbox.enqueue(conversation.id(), change);
        return conversation.lastPosition();
    }

    private static EventData.SaidBefore said(OutboundCommand.Line line) {
        return new EventData.SaidBefore(line.author(), line.text(), line.at());
    }

    private static OutboundCommand.Line line(HistoryMessage line) {
        return new OutboundCommand.Line(
                line.author().name().toLowerCase(Locale.ROOT),
                line.text(),
                line.at(),
                line.files().stream()
                        .map(file -> new OutboundCommand.LineFile(
                                file.name(),
                                file.url() == null ? null : file.url().toString()))
                        .toList(),
                line.card() == null
                        ? null
                        : new OutboundCommand.LineCard(
                                line.card().contentType(), line.card().json()));
    }

    long end(Conversation conversation) {
        outbox.enqueue(conversation.id(), new OutboundCommand.End());
        return log.append(
                conversation.id(), NewEvent.of(Actor.visitor(), EventData.ConversationEnded.forGood("visitor", null)));
    }
}
