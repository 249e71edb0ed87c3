package io.visavis.testkit.acme;

import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.AttachmentTransfer;
import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderContext;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.Verdict;
import io.visavis.spi.WebhookAuthenticator;
import io.visavis.spi.WebhookReceiver;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A provider in one class, all its roles in one, so that whatever is broken is one overridden method. */
public class Acme implements Provider, WebhookReceiver, WebhookAuthenticator, CommandSender, AttachmentTransfer {
    /** Whose deliveries are taken. */
    public static final String ACCOUNT = "acme-1";

    private final AcmeLine line;
    private final AcmeProofs proofs;

    public Acme(ConnectionSettings settings, ProviderContext context) {
        this.line = line(settings, context);
        this.proofs = new AcmeProofs(line);
    }

    /** The line that these settings describe. */
    public static AcmeLine line(ConnectionSettings settings, ProviderContext context) {
        String key = settings.require("api-key");
        if (key.contains(" ")) {
            throw new IllegalArgumentException("setting 'api-key' must have no blanks");
        }
        return new AcmeLine(
                context.httpClient(), address(settings), key, settings.duration("patience", Duration.ofSeconds(10)));
    }

    protected static URI address(ConnectionSettings settings) {
        return settings.uri("address").orElseThrow();
    }

    protected final AcmeLine line() {
        return line;
    }

    @Override
    public CheckResult check() {
        try {
            HttpResponse<Void> answer =
                    line.call("GET", "/account", null, BodyPublishers.noBody(), BodyHandlers.discarding());
            return answer.statusCode() == 200
                    ? CheckResult.ok("Acme answers")
                    : CheckResult.failed("Acme answered " + answer.statusCode());
        } catch (ProviderException e) {
            return CheckResult.failed(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public WebhookReceiver webhooks() {
        return this;
    }

    @Override
    public CommandSender commands() {
        return this;
    }

    @Override
    public Optional<WebhookAuthenticator> authenticator() {
        return Optional.of(this);
    }

    @Override
    public Optional<AttachmentTransfer> attachments() {
        return Optional.of(this);
    }

    @Override
    public Verdict authenticate(RawWebhook webhook) {
        return proofs.judge(webhook);
    }

    @Override
    public Optional<String> dedupKey(RawWebhook webhook) {
        return AcmeEvents.id(webhook);
    }

    @Override
    public List<ProviderEvent> translate(AcceptedWebhook webhook) {
        return AcmeEvents.translate(webhook);
    }

    @Override
    public CommandReceipt send(ProviderCommand command) {
        return switch (command) {
            case ProviderCommand.StartConversation start ->
                CommandReceipt.of(post("/chats", command, AcmeForm.write("visitor", start.gatewayConversationId())));
            case ProviderCommand.SendMessage message ->
                CommandReceipt.of(post("/chats/c-1/messages", command, AcmeForm.write("text", message.text())));
            case ProviderCommand.SetTyping typing ->
                CommandReceipt.of(
                        post("/chats/c-1/typing", command, AcmeForm.write("typing", String.valueOf(typing.typing()))));
            case ProviderCommand.EndConversation _ -> end(command);
            default -> throw ProviderException.unsupported(command);
        };
    }

    private CommandReceipt end(ProviderCommand command) {
        try {
            return CommandReceipt.of(post("/chats/c-1/end", command, ""));
        } catch (ProviderException e) {
            if (e.kind() == Kind.CONVERSATION_OVER) {
                return CommandReceipt.done();
            }
            throw e;
        }
    }

    /** The id that Acme answers with. */
    protected String post(String path, ProviderCommand command, String form) {
        return id(path, command.idempotencyKey(), BodyPublishers.ofString(form));
    }

    private String id(String path, String idempotencyKey, BodyPublisher body) {
        HttpResponse<String> answer = line.call("POST", path, idempotencyKey, body, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw line.refusal(answer);
        }
        String id = AcmeForm.read(answer.body()).get("id");
        if (id == null) {
            throw new ProviderException(Kind.UNCERTAIN, "an answer that is not Acme's");
        }
        return id;
    }

    @Override
    public OutgoingAttachment upload(ConversationRef conversation, Upload file) {
        String id = id("/files", file.idempotencyKey(), content(file));
        return new OutgoingAttachment(id, file.name(), file.mediaType(), file.size());
    }

    /** The file on its way. */
    protected BodyPublisher content(Upload file) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> opened(file)), file.size());
    }

    /** The file's bytes from the start. */
    protected static InputStream opened(Upload file) {
        try {
            return file.content().call();
        } catch (Exception e) {
            throw new IllegalStateException("the file cannot be opened", e);
        }
    }

    @Override
    public Download open(ConversationRef conversation, String vendorAttachmentId) {
        HttpResponse<InputStream> answer = line.call(
                "GET", "/files/" + vendorAttachmentId, null, BodyPublishers.noBody(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw line.refusal(answer);
        }
        return new Download(null, null, -1, answer.body());
    }
}
