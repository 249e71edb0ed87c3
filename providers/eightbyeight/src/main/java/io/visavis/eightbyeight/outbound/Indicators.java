package io.visavis.eightbyeight.outbound;

import io.visavis.eightbyeight.api.ApiRequest;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.Author;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.ProviderCommand.MarkRead;
import io.visavis.spi.ProviderCommand.SetTyping;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Typing, thinking and read receipts (contract 2.5). Tenants get these one by one: where an operation is missing nothing is said, and
 * for a while nothing is asked. Thread-safe.
 */
public final class Indicators {
    private static final Duration ASK_AGAIN = Duration.ofMinutes(30);
    private static final String TYPING = "typing";
    private static final String THINKING = "thinking";
    /** There is no "done thinking": a bot that thinks for longer says so again. */
    private static final int THINKING_SECONDS = 30;

    private static final String READ_RECEIPT = "read-receipt";

    private final EightByEightApi api;
    private final Clock clock;
    private final Map<String, Instant> missingUntil = new ConcurrentHashMap<>();

    public Indicators(EightByEightApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    private record Typing(String authorType) {}

    private record Thinking(String authorType, int maxThinkingTimeSeconds) {}

    private record Read(String authorType, long readAt) {}

    /** There is no "stopped": the agent's screen lets it fade. */
    CommandReceipt send(SetTyping command) {
        if (!command.typing()) {
            return CommandReceipt.done();
        }
        return command.author() == Author.Kind.BOT
                ? tell(command.conversation(), THINKING, new Thinking(MessageBody.BOT, THINKING_SECONDS))
                : tell(command.conversation(), TYPING, new Typing(MessageBody.USER));
    }

    CommandReceipt send(MarkRead command) {
        Read read = new Read(MessageBody.USER, command.readUpTo().toEpochMilli());
        return tell(command.conversation(), READ_RECEIPT, read);
    }

    /** Whether this tenant is known to take no typing. */
    public boolean lackTyping() {
        return lack(TYPING);
    }

    /** Whether this tenant is known to take no read receipts. */
    public boolean lackReceipts() {
        return lack(READ_RECEIPT);
    }

    private CommandReceipt tell(ConversationRef conversation, String indicator, Object body) {
        if (lack(indicator)) {
            return CommandReceipt.done();
        }
        String purpose = "send " + indicator;
        Reply reply = api.call(ApiRequest.hint(ConversationResource.path(conversation, indicator), body, purpose));
        if (isMissing(reply)) {
            missingUntil.put(indicator, clock.instant().plus(ASK_AGAIN));
        } else if (!reply.isSuccess() && !ConversationResource.isOver(reply)) {
            throw api.refusal(reply, purpose);
        }
        return CommandReceipt.done();
    }

    private boolean lack(String indicator) {
        Instant until = missingUntil.get(indicator);
        return until != null && until.isAfter(clock.instant());
    }

    /** The operation, not the conversation: a 404 without the errors that a missing resource is told with. */
    private static boolean isMissing(Reply reply) {
        boolean resource = reply.object().filter(body -> body.has("errors")).isPresent();
        return reply.status() == 405 || reply.status() == 501 || (reply.status() == 404 && !resource);
    }
}
