package io.visavis.gateway.outbox;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.spi.Author;
import io.visavis.spi.Capability;
import io.visavis.spi.Card;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.Customer;
import io.visavis.spi.HistoryFile;
import io.visavis.spi.HistoryMessage;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.ProviderCommand;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says our commands in the words of the SPI. */
final class ProviderCommands {

    private ProviderCommands() {}

    /** What a provider must declare to be sent this; empty when every provider takes it. */
    static Optional<Capability> needed(OutboundCommand command) {
        return switch (command) {
            case OutboundCommand.Start _, OutboundCommand.Message _, OutboundCommand.Notice _, OutboundCommand.End _ ->
                Optional.empty();
            case OutboundCommand.Typing _ -> Optional.of(Capability.VISITOR_TYPING);
            case OutboundCommand.Read _ -> Optional.of(Capability.RECEIPTS_TO_AGENT);
            case OutboundCommand.CardAnswer _ -> Optional.of(Capability.CARDS);
            case OutboundCommand.Update _ -> Optional.of(Capability.CONTEXT_UPDATE);
        };
    }

    /**
     * The command for the vendor.
     *
     * @param vendorId the vendor's id of the conversation; null for a start only
     */
    static ProviderCommand of(
            OutboxRow row,
            Conversation conversation,
            @Nullable String vendorId,
            List<OutgoingAttachment> files,
            Set<Capability> capabilities) {
        String key = row.idempotencyKey();
        if (row.command() instanceof OutboundCommand.Start start) {
            return start(row, start, conversation, capabilities);
        }
        if (vendorId == null) {
            throw new IllegalStateException("the vendor does not know conversation " + conversation.id());
        }
        ConversationRef ref = new ConversationRef(conversation.id().value(), vendorId, conversation.interactionId());
        return switch (row.command()) {
            case OutboundCommand.Start start -> start(row, start, conversation, capabilities);
            case OutboundCommand.Message message ->
                new ProviderCommand.SendMessage(key, ref, author(message.author()), message.text(), files);
            case OutboundCommand.Notice notice ->
                new ProviderCommand.SendMessage(key, ref, Author.Kind.BOT, notice.text(), List.of());
            case OutboundCommand.Typing typing ->
                new ProviderCommand.SetTyping(key, ref, typing.typing(), author(typing.author()));
            case OutboundCommand.Read read -> new ProviderCommand.MarkRead(key, ref, read.readUpTo());
            case OutboundCommand.CardAnswer card ->
                new ProviderCommand.SubmitCard(key, ref, card.vendorMessageId(), card.title(), card.json());
            case OutboundCommand.Update update ->
                new ProviderCommand.UpdateConversation(
                        key,
                        ref,
                        customer(update.customer()),
                        update.context(),
                        // An agent may have been quicker: nobody takes the chat away from them.
                        conversation.waiting() ? update.options() : Map.of());
            case OutboundCommand.End end ->
                new ProviderCommand.EndConversation(
                        key,
                        end.vendorId() == null
                                ? ref
                                : new ConversationRef(conversation.id().value(), end.vendorId(), null));
        };
    }

    private static Author.Kind author(@Nullable String author) {
        return "bot".equals(author) ? Author.Kind.BOT : Author.Kind.VISITOR;
    }

    private static ProviderCommand start(
            OutboxRow row, OutboundCommand.Start start, Conversation conversation, Set<Capability> capabilities) {
        Customer customer = customer(start.customer());
        return new ProviderCommand.StartConversation(
                row.idempotencyKey(),
                conversation.id().value(),
                customer == null ? new Customer(null, null, null, null, null) : customer,
                start.subject(),
                start.options(),
                capabilities.contains(Capability.CONTEXT) ? start.context() : Map.of(),
                capabilities.contains(Capability.TRANSCRIPT)
                        ? start.history().stream().map(ProviderCommands::line).toList()
                        : List.of(),
                row.attempts() > 1);
    }

    private static @Nullable Customer customer(OutboundCommand.@Nullable Person person) {
        return person == null
                ? null
                : new Customer(
                        person.email(), person.name(), person.phone(), person.language(), uri(person.avatarUrl()));
    }

    private static @Nullable URI uri(@Nullable String text) {
        try {
            return text == null ? null : URI.create(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static HistoryMessage line(OutboundCommand.Line line) {
        Author.Kind author = switch (line.author().toLowerCase(Locale.ROOT)) {
            case "agent" -> Author.Kind.AGENT;
            case "bot" -> Author.Kind.BOT;
            default -> Author.Kind.VISITOR;
        };
        return new HistoryMessage(
                author,
                line.text(),
                line.at(),
                line.files().stream()
                        .map(file -> new HistoryFile(file.name(), uri(file.url())))
                        .toList(),
                line.card() == null
                        ? null
                        : new Card(line.card().contentType(), line.card().json()));
    }
}
