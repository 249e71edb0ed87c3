package io.visavis.gateway.outbox;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micronaut.context.BeanProvider;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.plugin.ProviderFault;
import io.visavis.gateway.storage.CrashPoint;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.spi.AttachmentTransfer;
import io.visavis.spi.Capability;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One attempt to carry out one command, outside any transaction. Decides what became of it, writes nothing of that. */
final class Delivery {
    /** An older "is typing" is no news. */
    private static final Duration TYPING_LIVES = Duration.ofSeconds(8);

    private final LiveProviders providers;
    private final RemovedConnections removed;
    private final Conversations conversations;
    private final BeanProvider<StoredFiles> storedFiles;
    private final JdbcOutbox outbox;
    private final UnitOfWork unitOfWork;
    private final VendorBreakers breakers;
    private final Verdicts verdicts;
    private final Clock clock;

    Delivery(
            LiveProviders providers,
            RemovedConnections removed,
            Conversations conversations,
            BeanProvider<StoredFiles> storedFiles,
            JdbcOutbox outbox,
            UnitOfWork unitOfWork,
            VendorBreakers breakers,
            Verdicts verdicts,
            Clock clock) {
        this.providers = providers;
        this.removed = removed;
        this.conversations = conversations;
        this.storedFiles = storedFiles;
        this.outbox = outbox;
        this.unitOfWork = unitOfWork;
        this.breakers = breakers;
        this.verdicts = verdicts;
        this.clock = clock;
    }

    Outcome attempt(OutboxRow row) {
        Optional<Conversation> conversation = conversations.find(row.conversationId());
        if (conversation.isEmpty()) {
            return new Outcome.Dropped("the conversation is gone");
        }
        if (row.echo() != null) {
            return new Outcome.Taken(row.echo().reference(), null);
        }
        Optional<String> needless = needless(row, conversation.get());
        if (needless.isPresent()) {
            return new Outcome.Dropped(needless.get());
        }
        return providers
                .find(row.connectionId())
                .map(live -> attempt(row, conversation.get(), live))
                .orElseGet(() -> nobodyThere(row));
    }

    private Outcome nobodyThere(OutboxRow row) {
        return removed.contains(row.connectionId())
                ? new Outcome.Failed(Outcome.Failed.CONNECTION_REMOVED, "the connection has been removed")
                : verdicts.absent(providers.trouble(row.connectionId()), row);
    }

    private Optional<String> needless(OutboxRow row, Conversation conversation) {
        boolean firstTry = row.attempts() == 1;
        return switch (row.command()) {
            // A chat that was given up before the vendor heard of it must not reach an agent.
            case OutboundCommand.Start _ when conversation.ended() && firstTry -> Optional.of("ended before it began");
            case OutboundCommand.Start _
            when conversation.vendorId() != null && row.uncertainAttempts() == 0 ->
                Optional.of("an agent has opened a conversation with the visitor meanwhile");
            case OutboundCommand.End _ when conversation.vendorId() == null -> Optional.of("the vendor never knew it");
            case OutboundCommand.Typing _
            when row.createdAt().plus(TYPING_LIVES).isBefore(clock.instant()) -> Optional.of("too old");
            default -> Optional.empty();
        };
    }

    private Outcome attempt(OutboxRow row, Conversation conversation, LiveProvider live) {
        Set<Capability> capabilities = live.descriptor().capabilities();
        Optional<Capability> needed = ProviderCommands.needed(row.command());
        if (needed.isPresent() && !capabilities.contains(needed.get())) {
            return new Outcome.Dropped("the provider has no " + needed.get());
        }
        if (CutOff.isEnough(row.cutOff())) {
            return verdicts.cutOff(row);
        }
        if (row.kind() != CommandKind.START && conversation.vendorId() == null) {
            return new Outcome.Failed("not-started", "the vendor does not know the conversation");
        }
        if (row.uncertainAttempts() > 0 && Doubt.of(live.descriptor()).awaitsEchoOf(row)) {
            return verdicts.notEchoed();
        }
        CircuitBreaker breaker = breakers.of(row.connectionId());
        if (!breaker.tryAcquirePermission()) {
            return verdicts.spared(row);
        }
        return judged(row, conversation, live, breaker);
    }

    private Outcome judged(OutboxRow row, Conversation conversation, LiveProvider live, CircuitBreaker breaker) {
        Doubt doubt = Doubt.of(live.descriptor());
        long begun = System.nanoTime();
        try {
            CommandReceipt receipt = send(row, conversation, live);
            breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            return taken(row, receipt);
        } catch (ProviderException e) {
            if (saysVendorIsDown(e)) {
                breaker.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, e);
            } else {
                breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            }
            return verdicts.of(e, row, doubt);
        } catch (ProviderFault e) {
            breaker.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, e);
            return verdicts.of(e, row, doubt);
        } catch (RuntimeException e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private static Outcome taken(OutboxRow row, CommandReceipt receipt) {
        if (row.kind() == CommandKind.START && receipt.reference() == null) {
            return new Outcome.Failed("rejected", "the provider named no conversation id");
        }
        boolean mayBeThereTwice = row.uncertainAttempts() > 0 && receipt.shortfall() == null;
        return new Outcome.Taken(
                receipt.reference(),
                mayBeThereTwice && row.kind() == CommandKind.MESSAGE
                        ? "The agent may see this message twice."
                        : receipt.shortfall());
    }

    private static boolean saysVendorIsDown(ProviderException e) {
        return e.kind() == ProviderException.Kind.UNAVAILABLE || e.kind() == ProviderException.Kind.UNCERTAIN;
    }

    private CommandReceipt send(OutboxRow row, Conversation conversation, LiveProvider live) {
        List<OutgoingAttachment> files = row.command() instanceof OutboundCommand.Message message
                ? place(row, message, conversation, live)
                : List.of();
        CrashPoint.OUTBOX_SENT.hitMeanwhile();
        CommandReceipt receipt = live.provider()
                .commands()
                .send(ProviderCommands.of(
                        row,
                        conversation,
                        conversation.vendorId(),
                        files,
                        live.descriptor().capabilities()));
        CrashPoint.OUTBOX_ANSWERED.hit();
        return receipt;
    }

    /** Puts the message's files at the vendor, each once however often the message is tried. */
    private List<OutgoingAttachment> place(
            OutboxRow row, OutboundCommand.Message message, Conversation conversation, LiveProvider live) {
        Map<String, PlacedFile> placed = new HashMap<>(row.uploads());
        List<OutgoingAttachment> files = new ArrayList<>();
        for (String attachmentId : message.attachmentIds()) {
            PlacedFile file = placed.get(attachmentId);
            if (file == null) {
                file = upload(attachmentId, conversation, live);
                placed.put(attachmentId, file);
                unitOfWork.commit(() -> outbox.placed(row, placed));
            }
            files.add(file.outgoing());
        }
        return files;
    }

    private PlacedFile upload(String attachmentId, Conversation conversation, LiveProvider live) {
        AttachmentTransfer transfer = live.provider()
                .attachments()
                .orElseThrow(() ->
                        new ProviderException(ProviderException.Kind.REJECTED, "this contact centre takes no files"));
        AttachmentTransfer.Upload upload = storedFiles.stream()
                .flatMap(files -> files.open(conversation.id(), attachmentId).stream())
                .findFirst()
                .orElseThrow(
                        () -> new ProviderException(ProviderException.Kind.REJECTED, "a file of the message is gone"));
        ConversationRef ref = new ConversationRef(
                conversation.id().value(), String.valueOf(conversation.vendorId()), conversation.interactionId());
        return PlacedFile.of(transfer.upload(ref, upload));
    }
}
