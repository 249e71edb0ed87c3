package com.example.acme;

import com.grack.nanojson.JsonObject;
import io.visavis.spi.Author;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What Acme can be told. Thread-safe. */
final class AcmeCommands implements CommandSender {
    private final AcmeApi api;

    AcmeCommands(AcmeApi api) {
        this.api = api;
    }

    @Override
    public CommandReceipt send(ProviderCommand command) {
        return switch (command) {
            case ProviderCommand.StartConversation start -> start(start);
            case ProviderCommand.SendMessage message -> message(message);
            case ProviderCommand.SetTyping typing -> typing(typing);
            case ProviderCommand.EndConversation end -> end(end);
            // Always: a gateway of tomorrow has commands that this jar has never heard of.
            default -> throw ProviderException.unsupported(command);
        };
    }

    private CommandReceipt start(ProviderCommand.StartConversation command) {
        JsonObject body = new JsonObject();
        body.put("reference", command.gatewayConversationId());
        body.put("name", command.customer().name());
        body.put("email", command.customer().email());
        body.put("subject", command.subject());
        String chat = api.post("/chats", command.idempotencyKey(), body).getString("chat");
        if (chat == null) {
            throw new ProviderException(Kind.UNCERTAIN, "an answer to a start that names no chat");
        }
        return CommandReceipt.of(chat);
    }

    private CommandReceipt message(ProviderCommand.SendMessage command) {
        JsonObject body = new JsonObject();
        body.put("text", command.text());
        String path = path(command.conversation()) + "/messages";
        return new CommandReceipt(api.post(path, command.idempotencyKey(), body).getString("message"), null);
    }

    /** Acme has no sign for a bot that thinks: told as the visitor's, it would be wrong. */
    private CommandReceipt typing(ProviderCommand.SetTyping command) {
        if (command.author() == Author.Kind.BOT) {
            return CommandReceipt.done();
        }
        JsonObject body = new JsonObject();
        body.put("typing", command.typing());
        api.post(path(command.conversation()) + "/typing", command.idempotencyKey(), body);
        return CommandReceipt.done();
    }

    /** What is over already is as good as ended now. */
    private CommandReceipt end(ProviderCommand.EndConversation command) {
        try {
            api.post(path(command.conversation()) + "/end", command.idempotencyKey(), new JsonObject());
        } catch (ProviderException e) {
            if (e.kind() != Kind.CONVERSATION_OVER) {
                throw e;
            }
        }
        return CommandReceipt.done();
    }

    private static String path(ConversationRef conversation) {
        return "/chats/" + URLEncoder.encode(conversation.vendorId(), StandardCharsets.UTF_8);
    }
}
