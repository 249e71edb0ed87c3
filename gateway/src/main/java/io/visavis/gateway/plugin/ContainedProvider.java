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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Forwards to a plugin's provider, each call contained. Written out method by method: a reader sees each deadline, and a new
 * SPI method is a visible gap rather than a reflective surprise.
 *
 * <p>What goes through {@link SparingCalls} has a breaker. Commands have theirs in the outbox, which knows what to do with
 * one that is spared; deliveries have none, because strangers can send bad ones, and each must be judged and tried.
 */
final class ContainedProvider implements Provider {
    /** Inbound calls at a time; more wait, for a delivery that is turned away only comes again. */
    private static final int INBOUND = 8;
    /** Questions of one kind at a time. */
    private static final int QUESTIONS = 4;
    /** Pieces of files at a time. */
    private static final int PIECES = 16;

    private final Provider delegate;
    private final CallLimits limits;
    /** Calls that talk to the vendor: when it is slow, they alone wait. */
    private final ContainedCalls calls;
    /** Proofs of senders, which may look up a vendor's key. */
    private final ContainedCalls proofs;
    /** What only computes. */
    private final ContainedCalls computing;

    private final SparingCalls describing;
    private final SparingCalls downloads;
    private final SparingCalls openings;
    private final SparingCalls names;
    private final SparingCalls transcripts;
    private final ContainedCalls settingUp;

    private final WebhookReceiver webhooks;
    private final CommandSender commands;
    private final Optional<WebhookAuthenticator> authenticator;
    private final Optional<AttachmentTransfer> attachments;
    private final Optional<Availability> availability;
    private final Optional<AgentDirectory> agents;
    private final Optional<Transcript> transcript;
    private final Optional<Setup> setup;

    /**
     * Asks the provider for its roles, once.
     *
     * @param calls those of its making; closed with it
     * @throws RuntimeException as {@link ContainedCalls#call} does, when it cannot say its roles
     */
    ContainedProvider(String name, Provider delegate, ContainedCalls calls, CallLimits limits) {
        this.delegate = delegate;
        this.limits = limits;
        this.calls = calls;
        this.proofs = calls.beside(name + "-proof", INBOUND, limits.authenticate());
        this.computing = calls.beside(name + "-inbound", INBOUND, limits.compute());
        this.settingUp = calls.beside(name + "-setup", QUESTIONS, limits.ask());
        this.describing = sparing(name + "-describe", QUESTIONS);
        this.downloads = sparing(name + "-files", PIECES);
        this.openings = sparing(name + "-availability", QUESTIONS);
        this.names = sparing(name + "-agents", QUESTIONS);
        this.transcripts = sparing(name + "-transcript", QUESTIONS);

        this.webhooks = new Webhooks(role("webhooks", delegate::webhooks));
        CommandSender sender = role("commands", delegate::commands);
        this.commands = command -> calls.call(name(command), limits.command(), () -> sender.send(command));
        this.authenticator = role("authenticator", delegate::authenticator)
                .map(role -> webhook ->
                        proofs.call("authenticate", limits.authenticate(), () -> role.authenticate(webhook)));
        this.attachments = role("attachments", delegate::attachments).map(Transfers::new);
        this.availability = role("availability", delegate::availability).map(Openings::new);
        this.agents = role("agents", delegate::agents)
                .map(role -> id -> names.call("name of agent", limits.ask(), () -> role.nameOf(id)));
        this.transcript = role("transcript", delegate::transcript)
                .map(role -> (conversation, after) -> transcripts.call(
                        "transcript", limits.command(), () -> List.copyOf(role.since(conversation, after))));
        this.setup = role("setup", delegate::setup).map(Setups::new);
    }

    private SparingCalls sparing(String name, int width) {
        return new SparingCalls(name, calls.beside(name, width, limits.ask()), limits.spare());
    }

    private <T> T role(String what, Callable<T> accessor) {
        return calls.call(what, limits.compute(), accessor);
    }

    private static String name(ProviderCommand command) {
        return command.getClass().getSimpleName();
    }

    /** Has no breaker: it is how one finds out that a vendor is back. */
    @Override
    public CheckResult check() {
        return calls.call("check", limits.check(), delegate::check);
    }

    @Override
    public ProviderDescriptor describe(ProviderDescriptor declared) {
        return describing.call("describe", limits.compute(), () -> delegate.describe(declared));
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

    /** Waits for what is under way, each up to its deadline, then closes the provider: a file may take minutes. */
    @Override
    public void close() {
        try {
            calls.callLast("close", limits.check(), delegate::close);
        } finally {
            closeThreads();
        }
    }

    /** Waits for what is under way no longer than an operator does who ends the gateway. */
    void closeSoon() {
        try {
            calls.callLast("close", limits.check(), delegate::close, limits.check());
        } finally {
            closeThreads();
        }
    }

    private void closeThreads() {
        calls.close();
        proofs.close();
        computing.close();
        settingUp.close();
        describing.close();
        downloads.close();
        openings.close();
        names.close();
        transcripts.close();
    }

    private final class Webhooks implements WebhookReceiver {
        private final WebhookReceiver receiver;

        Webhooks(WebhookReceiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public Optional<String> dedupKey(RawWebhook webhook) {
            return computing.call("dedupKey", limits.compute(), () -> receiver.dedupKey(webhook));
        }

        @Override
        public List<ProviderEvent> translate(AcceptedWebhook webhook) {
            return computing.call("translate", limits.compute(), () -> List.copyOf(receiver.translate(webhook)));
        }
    }

    private final class Openings implements Availability {
        private final Availability role;

        Openings(Availability role) {
            this.role = role;
        }

        @Override
        public Availability.Report ask(Map<String, String> options) {
            return openings.call("availability", limits.ask(), () -> role.ask(Map.copyOf(options)));
        }

        @Override
        public Availability.Report askQueue(String queueId, Map<String, String> options) {
            return openings.call("queue", limits.ask(), () -> role.askQueue(queueId, Map.copyOf(options)));
        }
    }

    private final class Setups implements Setup {
        private final Setup role;

        Setups(Setup role) {
            this.role = role;
        }

        @Override
        public Setup.Report inspect() {
            return settingUp.call("inspect set-up", limits.setUp(), role::inspect);
        }

        @Override
        public Setup.Report apply(Map<String, String> choices) {
            return settingUp.call("set up", limits.setUp(), () -> role.apply(Map.copyOf(choices)));
        }
    }

    private final class Transfers implements AttachmentTransfer {
        private final AttachmentTransfer transfer;

        Transfers(AttachmentTransfer transfer) {
            this.transfer = transfer;
        }

        /** A part of sending: the outbox's breaker stands before it. */
        @Override
        public OutgoingAttachment upload(ConversationRef conversation, Upload file) {
            return calls.call("upload", limits.file(), () -> transfer.upload(conversation, file));
        }

        @Override
        public Download open(ConversationRef conversation, String vendorAttachmentId) {
            // It is under way from the question to the last byte.
            UnderWay.Share share = calls.share(limits.file());
            try {
                Download file = downloads.call(
                        "open attachment", limits.open(), () -> transfer.open(conversation, vendorAttachmentId));
                return new Download(
                        file.name(),
                        file.mediaType(),
                        file.size(),
                        new ContainedStream(file.content(), downloads.uncounted(), limits.open(), share));
            } catch (RuntimeException e) {
                share.close();
                throw e;
            }
        }
    }
}
