package io.visavis.testkit;

import io.visavis.spi.Author;
import io.visavis.spi.Capability;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.Customer;
import io.visavis.spi.HistoryMessage;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderCommand.EndConversation;
import io.visavis.spi.ProviderCommand.MarkRead;
import io.visavis.spi.ProviderCommand.SendMessage;
import io.visavis.spi.ProviderCommand.SetTyping;
import io.visavis.spi.ProviderCommand.StartConversation;
import io.visavis.spi.ProviderCommand.SubmitCard;
import io.visavis.spi.ProviderCommand.UpdateConversation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Commands as the gateway sends them: only what the descriptor allows, under a key that is new each time. */
final class Commands {
    private static final Customer VERA = new Customer("vera@example.com", "Vera Visitor", "+302100000000", "en", null);

    private final ConversationRef conversation;
    private final Set<Capability> offered;

    Commands(ConversationRef conversation, Set<Capability> offered) {
        this.conversation = conversation;
        this.offered = offered;
    }

    private static String key() {
        return "key-" + UUID.randomUUID();
    }

    StartConversation start() {
        return new StartConversation(
                key(),
                conversation.gatewayId(),
                VERA,
                "Router",
                Map.of(),
                offered.contains(Capability.CONTEXT) ? Map.of("page", "https://shop.example/routers") : Map.of(),
                offered.contains(Capability.TRANSCRIPT)
                        ? List.of(new HistoryMessage(Author.Kind.BOT, "How may I help?", LentContext.NOW))
                        : List.of());
    }

    SendMessage message(String text, OutgoingAttachment... files) {
        return new SendMessage(key(), conversation, Author.Kind.VISITOR, text, List.of(files));
    }

    EndConversation end() {
        return new EndConversation(key(), conversation);
    }

    /** The command that each capability stands for. */
    Map<Capability, ProviderCommand> optional() {
        Map<Capability, ProviderCommand> commands = new EnumMap<>(Capability.class);
        commands.put(Capability.VISITOR_TYPING, new SetTyping(key(), conversation, true));
        commands.put(Capability.RECEIPTS_TO_AGENT, new MarkRead(key(), conversation, LentContext.NOW));
        commands.put(
                Capability.CONTEXT_UPDATE,
                new UpdateConversation(key(), conversation, VERA, Map.of("order", "10442"), Map.of()));
        commands.put(Capability.CARDS, new SubmitCard(key(), conversation, null, "Yes", "{\"answer\":\"yes\"}"));
        return commands;
    }
}
