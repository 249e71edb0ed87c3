package io.visavis.testkit.flaws;

import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.AttachmentTransfer;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderCommand.MarkRead;
import io.visavis.spi.ProviderCommand.SendMessage;
import io.visavis.spi.ProviderCommand.StartConversation;
import io.visavis.spi.ProviderContext;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import io.visavis.testkit.acme.Acme;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;

/** S1 to S11. */
public final class SendFlaws {
    private SendFlaws() {}

    public static Stream<Flaw> all() {
        return Stream.of(
                sending("S1", "tries again by itself", (acme, command) -> {
                    try {
                        return acme.apply(command);
                    } catch (ProviderException e) {
                        if (e.kind() == Kind.UNAVAILABLE) {
                            return acme.apply(command);
                        }
                        throw e;
                    }
                }),
                failing("S2", "takes missing rights for a refusal of the message", Kind.AUTHENTICATION, Kind.REJECTED),
                failing("S2", "keeps Retry-After for itself", Kind.RATE_LIMITED, Kind.RATE_LIMITED),
                failing("S3", "is unsure of what was not taken", Kind.UNAVAILABLE, Kind.UNCERTAIN),
                failing("S3", "is sure of what may have arrived", Kind.UNCERTAIN, Kind.UNAVAILABLE),
                failing("S4", "takes the end for a refusal", Kind.CONVERSATION_OVER, Kind.REJECTED),
                sending(
                        "S5",
                        "nods at what it cannot do",
                        (acme, command) -> command instanceof MarkRead ? CommandReceipt.done() : acme.apply(command)),
                Flaw.of("S6", "makes a key for each attempt", (settings, context) -> new Acme(settings, context) {
                    @Override
                    protected String post(String path, ProviderCommand command, String form) {
                        return super.post(path, renamed(command), form);
                    }
                }),
                sending("S7", "is deaf to interrupts", (acme, command) -> {
                    try {
                        return acme.apply(command);
                    } catch (ProviderException e) {
                        for (long end = System.nanoTime() + 3_000_000_000L;
                                e.getCause() instanceof InterruptedException && System.nanoTime() < end; ) {
                            LockSupport.parkNanos(end - System.nanoTime());
                            Thread.interrupted();
                        }
                        throw e;
                    }
                }),
                sending("S8", "quotes the visitor", (acme, command) -> {
                    try {
                        return acme.apply(command);
                    } catch (ProviderException e) {
                        if (e.kind() == Kind.REJECTED && command instanceof SendMessage said) {
                            throw new ProviderException(e.kind(), e.getMessage() + " to " + said.text(), e);
                        }
                        throw e;
                    }
                }),
                sending(
                        "S9",
                        "does not say which conversation it began",
                        (acme, command) -> command instanceof StartConversation
                                ? anonymous(acme.apply(command))
                                : acme.apply(command)),
                Flaw.of("S10", "has a file in memory before it sends any of it", Hoarder::new),
                Flaw.of(
                        "S10",
                        "declares files and cannot move them",
                        (settings, context) -> new Acme(settings, context) {
                            @Override
                            public Optional<AttachmentTransfer> attachments() {
                                return Optional.empty();
                            }
                        }),
                Flaw.of("S11", "remembers what has ended and sends nothing more to it", Elephant::new));
    }

    private interface Sending {
        CommandReceipt send(Function<ProviderCommand, CommandReceipt> acme, ProviderCommand command);
    }

    private static Flaw sending(String promise, String what, Sending flawed) {
        return Flaw.of(promise, what, (settings, context) -> new Acme(settings, context) {
            @Override
            public CommandReceipt send(ProviderCommand command) {
                return flawed.send(super::send, command);
            }
        });
    }

    private static Flaw failing(String promise, String what, Kind kind, Kind instead) {
        return sending(promise, what, (acme, command) -> {
            try {
                return acme.apply(command);
            } catch (ProviderException e) {
                if (e.kind() == kind && command instanceof SendMessage) {
                    throw new ProviderException(instead, String.valueOf(e.getMessage()), e.getCause());
                }
                throw e;
            }
        });
    }

    private static CommandReceipt anonymous(CommandReceipt receipt) {
        return new CommandReceipt(null, receipt.shortfall());
    }

    private static ProviderCommand renamed(ProviderCommand command) {
        String key = UUID.randomUUID().toString();
        return switch (command) {
            case SendMessage said ->
                new SendMessage(key, said.conversation(), said.author(), said.text(), said.attachments());
            default -> command;
        };
    }

    private static final class Elephant extends Acme {
        private volatile boolean over;

        Elephant(ConnectionSettings settings, ProviderContext context) {
            super(settings, context);
        }

        @Override
        public List<ProviderEvent> translate(AcceptedWebhook webhook) {
            List<ProviderEvent> events = super.translate(webhook);
            over |= events.stream().anyMatch(ProviderEvent.ConversationEnded.class::isInstance);
            return events;
        }

        @Override
        public CommandReceipt send(ProviderCommand command) {
            if (over && command instanceof SendMessage) {
                throw new ProviderException(Kind.CONVERSATION_OVER, "it was over when last heard of");
            }
            return super.send(command);
        }
    }

    private static final class Hoarder extends Acme {
        Hoarder(ConnectionSettings settings, ProviderContext context) {
            super(settings, context);
        }

        @Override
        protected BodyPublisher content(Upload file) {
            try {
                return BodyPublishers.ofByteArray(opened(file).readAllBytes());
            } catch (IOException e) {
                throw new ProviderException(Kind.UNAVAILABLE, "the file cannot be read", e);
            }
        }
    }
}
