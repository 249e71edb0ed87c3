package io.visavis.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to do at the vendor. A provider switches over these with a {@code default} that reports
 * {@link ProviderException#unsupported}: an older jar must survive a new command.
 */
public sealed interface ProviderCommand {

    /** Fixed for one logical operation and the same at every retry of it; at most 64 characters. */
    String idempotencyKey();

    /** Commands about a conversation that exists at the vendor. */
    sealed interface InConversation extends ProviderCommand {
        ConversationRef conversation();
    }

    /**
     * Opens a conversation; the receipt's reference is the vendor's conversation id.
     *
     * @param options values of the widget attributes that the descriptor names
     * @param context free parameters for the agent
     * @param history what was said before, oldest first
     * @param mayHaveArrived an earlier attempt had no clear answer: where the vendor drops no repeats, look before opening
     *     another
     */
    record StartConversation(
            String idempotencyKey,
            String gatewayConversationId,
            Customer customer,
            @Nullable String subject,
            Map<String, String> options,
            Map<String, String> context,
            List<HistoryMessage> history,
            boolean mayHaveArrived)
            implements ProviderCommand {
        public StartConversation {
            options = Map.copyOf(options);
            context = Map.copyOf(context);
            history = List.copyOf(history);
        }

        /** A first attempt. */
        public StartConversation(
                String idempotencyKey,
                String gatewayConversationId,
                Customer customer,
                @Nullable String subject,
                Map<String, String> options,
                Map<String, String> context,
                List<HistoryMessage> history) {
            this(idempotencyKey, gatewayConversationId, customer, subject, options, context, history, false);
        }
    }

    /**
     * Says something to the agent; the receipt's reference is the vendor's message id, if it gives one.
     *
     * @param author {@link Author.Kind#VISITOR}, or {@link Author.Kind#BOT} for the gateway's own notices
     */
    record SendMessage(
            String idempotencyKey,
            ConversationRef conversation,
            Author.Kind author,
            String text,
            List<OutgoingAttachment> attachments)
            implements InConversation {
        public SendMessage {
            attachments = List.copyOf(attachments);
        }
    }

    /**
     * Needs {@link Capability#VISITOR_TYPING}.
     *
     * @param author {@link Author.Kind#VISITOR}, or {@link Author.Kind#BOT} while the bot that speaks for the visitor thinks
     *     about its words; a vendor that has no sign for a bot shows nothing
     */
    record SetTyping(String idempotencyKey, ConversationRef conversation, boolean typing, Author.Kind author)
            implements InConversation {

        /** The visitor's. */
        public SetTyping(String idempotencyKey, ConversationRef conversation, boolean typing) {
            this(idempotencyKey, conversation, typing, Author.Kind.VISITOR);
        }
    }

    /** Needs {@link Capability#RECEIPTS_TO_AGENT}. */
    record MarkRead(String idempotencyKey, ConversationRef conversation, java.time.Instant readUpTo)
            implements InConversation {}

    /**
     * Needs {@link Capability#CONTEXT_UPDATE}.
     *
     * @param customer what changed of who the visitor is, a part that stays is null; null when nothing did
     * @param context added to what was said before
     * @param options those of {@link ProviderDescriptor#options()} that should change, for example where the conversation goes; empty
     *     once an agent has it
     */
    record UpdateConversation(
            String idempotencyKey,
            ConversationRef conversation,
            @Nullable Customer customer,
            Map<String, String> context,
            Map<String, String> options)
            implements InConversation {
        public UpdateConversation {
            context = Map.copyOf(context);
            options = Map.copyOf(options);
        }
    }

    /**
     * The visitor's answer to a card. Needs {@link Capability#CARDS}.
     *
     * @param vendorMessageId the vendor's id of the message that carried the card; null where it gave none
     * @param title what was pressed
     * @param json what was filled in, and what the button carries, as an object
     */
    record SubmitCard(
            String idempotencyKey,
            ConversationRef conversation,
            @Nullable String vendorMessageId,
            String title,
            String json)
            implements InConversation {}

    /** The visitor leaves. Succeeds when it is already over. */
    record EndConversation(String idempotencyKey, ConversationRef conversation) implements InConversation {}
}
