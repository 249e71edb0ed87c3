package io.visavis.gateway.plugin;

import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.AgentDirectory;
import io.visavis.spi.AttachmentTransfer;
import io.visavis.spi.Availability;
import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.Setup;
import io.visavis.spi.Transcript;
import io.visavis.spi.WebhookAuthenticator;
import io.visavis.spi.WebhookReceiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Forwards to a plugin's provider, each call contained and under the plugin's class loader. Written out method by method:
 * a reader sees each deadline, and a new SPI method is a visible gap rather than a reflective surprise.
 */
final class ContainedProvider implements Provider {
    /** Longest a vendor may take for one command; the vendor's own action time-outs are 5–30 s. */
    private static final Duration COMMAND = Duration.ofSeconds(30);

    private static final Duration CHECK = Duration.ofSeconds(20);
    private static final Duration TRANSFER = Duration.ofMinutes(5);
    private static final Duration OPEN = Duration.ofSeconds(30);
    private static final Duration AUTHENTICATE = Duration.ofSeconds(5);
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final Duration SET_UP = Duration.ofSeconds(60);
    /** Questions beside the chats; when they are slow, chats must not be. */
    private static final int QUESTIONS = 4;

    /** Pure computing over at most 1 MiB. */
    private static final Duration COMPUTE = Duration.ofSeconds(2);

    /** Inbound calls at a time; more wait, for a delivery that is turned away only comes again. */
    private static final int INBOUND = 8;

    private final Provider delegate;
    private final ClassLoader classLoader;
    /** Calls that talk to the vendor: when it is slow, they alone wait. */
    private final ContainedCalls calls;
    /** Proofs of senders, which may look up a vendor's key. */
    private final ContainedCalls proofs;
    /** What only computes. */
    private final ContainedCalls computing;

    private final WebhookReceiver webhooks;
    private final CommandSender commands;
    private final Optional<WebhookAuthenticator> authenticator;
    private final Optional<AttachmentTransfer> attachments;
    /** Statistics, names and the like. */
    private final ContainedCalls questions;

    private final Optional<Availability> availability;
    private final Optional<AgentDirectory> agents;
    private final Optional<Transcript> transcript;
    private final Optional<Setup> setup;

    ContainedProvider(String name, Provider delegate, ClassLoader classLoader, ContainedCalls calls) {
        this.delegate = delegate;
        this.classLoader = classLoader;
        this.calls = calls;
        this.proofs = new ContainedCalls(name + "-proof", INBOUND, AUTHENTICATE);
        this.computing = new ContainedCalls(name + "-inbound", INBOUND, COMPUTE);
        this.questions = new ContainedCalls(name + "-questions", QUESTIONS, ASK);
        this.webhooks = new Webhooks(call("webhooks", COMPUTE, delegate::webhooks));
        CommandSender sender = call("commands", COMPUTE, delegate::commands);
        this.commands = command -> call(name(command), COMMAND, () -> sender.send(command));
        this.authenticator = call("authenticator", COMPUTE, delegate::authenticator)
                .map(authentic ->
                        webhook -> call(proofs, "authenticate", AUTHENTICATE, () -> authentic.authenticate(webhook)));
        this.attachments = call("attachments", COMPUTE, delegate::attachments).map(Transfers::new);
        this.availability = call("availability", COMPUTE, delegate::availability)
                .map(asked -> options -> call(questions, "availability", ASK, () -> asked.ask(Map.copyOf(options))));
        this.agents = call("agents", COMPUTE, delegate::agents)
                .map(directory -> id -> call(questions, "name of agent", ASK, () -> directory.nameOf(id)));
        this.transcript = call("transcript", COMPUTE, delegate::transcript)
                .map(role -> (conversation, after) ->
                        call(questions, "transcript", COMMAND, () -> List.copyOf(role.since(conversation, after))));
        this.setup = call("setup", COMPUTE, delegate::setup).map(Setups::new);
    }

    @Override
    public CheckResult check() {
        return call("check", CHECK, delegate::check);
    }

    @Override
    public ProviderDescriptor describe(ProviderDescriptor declared) {
        return call("describe", COMPUTE, () -> delegate.describe(declared));
    }

    @Override
    public WebhookReceiver webhooks() {
        return webhooks;
    }

    @Override
    public CommandSender commands() {
        return commands;
    }

    @Override
    public Optional<WebhookAuthenticator> authenticator() {
        return authenticator;
    }

    @Override
    public Optional<AttachmentTransfer> attachments() {
        return attachments;
    }

    @Override
    public Optional<Availability> availability() {
        return availability;
    }

    @Override
    public Optional<AgentDirectory> agents() {
        return agents;
    }

    @Override
    public Optional<Transcript> transcript() {
        return transcript;
    }

    @Override
    public Optional<Setup> setup() {
        return setup;
    }

    @Override
    public void close() {
        try {
            calls.callLast("close", CHECK, delegate::close);
        } finally {
            calls.close();
            proofs.close();
            computing.close();
            questions.close();
        }
    }

    private static String name(ProviderCommand command) {
        return command.getClass().getSimpleName();
    }

    private <T> T call(String what, Duration deadline, Callable<T> work) {
        return call(calls, what, deadline, work);
    }

    private <T> T call(ContainedCalls places, String what, Duration deadline, Callable<T> work) {
        return places.call(what, deadline, () -> {
            Thread thread = Thread.currentThread();
            thread.setContextClassLoader(classLoader);
            try {
                return work.call();
            } finally {
                thread.setContextClassLoader(null);
            }
        });
    }

    private final class Webhooks implements WebhookReceiver {
        private final WebhookReceiver receiver;

        Webhooks(WebhookReceiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public Optional<String> dedupKey(RawWebhook webhook) {
            return call(computing, "dedupKey", COMPUTE, () -> receiver.dedupKey(webhook));
        }

        @Override
        public List<ProviderEvent> translate(AcceptedWebhook webhook) {
            return call(computing, "translate", COMPUTE, () -> List.copyOf(receiver.translate(webhook)));
        }
    }

    private final class Setups implements Setup {
        private final Setup role;

        Setups(Setup role) {
            this.role = role;
        }

        @Override
        public Report inspect() {
            return call(questions, "inspect set-up", SET_UP, role::inspect);
        }

        @Override
        public Report apply(Map<String, String> choices) {
            return call(questions, "set up", SET_UP, () -> role.apply(Map.copyOf(choices)));
        }
    }

    private final class Transfers implements AttachmentTransfer {
        private final AttachmentTransfer transfer;

        Transfers(AttachmentTransfer transfer) {
            this.transfer = transfer;
        }

        @Override
        public OutgoingAttachment upload(ConversationRef conversation, Upload file) {
            return call("upload", TRANSFER, () -> transfer.upload(conversation, file));
        }

        @Override
        public Download open(ConversationRef conversation, String vendorAttachmentId) {
            return call("open attachment", OPEN, () -> transfer.open(conversation, vendorAttachmentId));
        }
    }
}
