package io.visavis.testkit.flaws;

import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.Author;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ProviderContext;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.AgentJoined;
import io.visavis.spi.ProviderEvent.MessageReceived;
import io.visavis.spi.ProviderEvent.Unrecognised;
import io.visavis.spi.RawWebhook;
import io.visavis.testkit.acme.Acme;
import io.visavis.testkit.acme.AcmeForm;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** T1 to T7. */
public final class TranslationFlaws {
    private TranslationFlaws() {}

    public static Stream<Flaw> all() {
        return Stream.of(
                Flaw.of("T1", "remembers what it has read", Forgetless::new),
                Flaw.of("T1", "asks the vendor while it reads", (settings, context) -> new Acme(settings, context) {
                    @Override
                    public List<ProviderEvent> translate(AcceptedWebhook webhook) {
                        check();
                        return super.translate(webhook);
                    }
                }),
                events(
                        "T2",
                        "forgets the vendor's clock",
                        (event, webhook) -> event instanceof AgentJoined joined
                                ? new AgentJoined(joined.correlation(), webhook.receivedAt(), joined.agentId(), null)
                                : event),
                events(
                        "T2",
                        "does not know a documented kind",
                        (event, _) -> event instanceof AgentJoined joined
                                ? new Unrecognised(joined.correlation(), joined.occurredAt(), "joined", "not yet")
                                : event),
                Flaw.of(
                        "T3",
                        "says nothing of what it does not know",
                        (settings, context) -> new Acme(settings, context) {
                            @Override
                            public List<ProviderEvent> translate(AcceptedWebhook webhook) {
                                return super.translate(webhook).stream()
                                        .filter(event -> !(event instanceof Unrecognised))
                                        .toList();
                            }
                        }),
                Flaw.of("T4", "throws for what is cut off", (settings, context) -> new Acme(settings, context) {
                    @Override
                    public List<ProviderEvent> translate(AcceptedWebhook webhook) {
                        AcmeForm.read(webhook.bodyText());
                        return super.translate(webhook);
                    }
                }),
                key("T5", "has one key for all", _ -> "key"),
                Flaw.of("T5", "throws for a key that is cut off", (settings, context) -> new Acme(settings, context) {
                    @Override
                    public Optional<String> dedupKey(RawWebhook webhook) {
                        AcmeForm.read(webhook.bodyText());
                        return super.dedupKey(webhook);
                    }
                }),
                words(
                        "T6",
                        "takes everybody for an agent",
                        said -> new MessageReceived(
                                said.correlation(),
                                said.occurredAt(),
                                said.vendorMessageId(),
                                new Author(Author.Kind.AGENT, null, null),
                                said.text(),
                                said.attachments(),
                                said.card())),
                words(
                        "T7",
                        "escapes texts",
                        said -> new MessageReceived(
                                said.correlation(),
                                said.occurredAt(),
                                said.vendorMessageId(),
                                said.author(),
                                said.text().replace("<", "&lt;"),
                                said.attachments(),
                                said.card())));
    }

    private static Flaw words(String promise, String what, UnaryOperator<MessageReceived> change) {
        return events(promise, what, (event, _) -> event instanceof MessageReceived said ? change.apply(said) : event);
    }

    private static Flaw events(
            String promise, String what, BiFunction<ProviderEvent, AcceptedWebhook, ProviderEvent> change) {
        return Flaw.of(promise, what, (settings, context) -> new Acme(settings, context) {
            @Override
            public List<ProviderEvent> translate(AcceptedWebhook webhook) {
                return super.translate(webhook).stream()
                        .map(event -> change.apply(event, webhook))
                        .toList();
            }
        });
    }

    private static Flaw key(String promise, String what, UnaryOperator<String> change) {
        return Flaw.of(promise, what, (settings, context) -> new Acme(settings, context) {
            @Override
            public Optional<String> dedupKey(RawWebhook webhook) {
                return super.dedupKey(webhook).map(change);
            }
        });
    }

    private static final class Forgetless extends Acme {
        private final Set<String> read = new HashSet<>();

        Forgetless(ConnectionSettings settings, ProviderContext context) {
            super(settings, context);
        }

        @Override
        public List<ProviderEvent> translate(AcceptedWebhook webhook) {
            return read.add(webhook.action() + webhook.bodyText()) ? super.translate(webhook) : List.of();
        }
    }
}
