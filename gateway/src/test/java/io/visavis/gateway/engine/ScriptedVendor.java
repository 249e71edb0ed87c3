package io.visavis.gateway.engine;

import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.AgentDirectory;
import io.visavis.spi.Author;
import io.visavis.spi.Availability;
import io.visavis.spi.Capability;
import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.CommandSender;
import io.visavis.spi.ConversationRules;
import io.visavis.spi.Correlation;
import io.visavis.spi.IncomingAttachment;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderException;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.Transcript;
import io.visavis.spi.Verdict;
import io.visavis.spi.WebhookAuthenticator;
import io.visavis.spi.WebhookReceiver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A vendor as a test writes it. Its deliveries are JSON strings: {@code "say <conversation> <message> <text>"},
 * {@code "late …"} (the same without an id), {@code "late-file <conversation> <key> <file>"}, {@code "slow …"} (not understood before the gate opens), {@code "echo <conversation> <message>"}, the same as {@code "maybe …"} (marked as an echo, said by an agent) and
 * {@code "unsure …"} (said by nobody known, id {@code agent-1}), {@code "join <conversation> <agent> <interaction>"},
 * {@code "leave <conversation> <agent>"}, {@code "joined|left|queued|transfer|ended <conversation> <key> <agent or queue>"},
 * {@code "terminated <interaction> <key> <our conversation>"} (the last may be missing),
 * {@code "file <interaction> <file> <agent>"}, {@code "open <conversation> <email> <agent>"}, and {@code "poison"},
 * {@code "slow-poison"} (which waits for the gate, too) and {@code "refuse"}, on which it fails. {@code "at <conversation> <message> <time>"} is said at that time, and read up to it;
 * {@code "endedAt|leftAt|queuedAt|transferAt <conversation> <key> <time>"} happened then,
 * {@code "joinedAt|agentLeftAt <conversation> <agent>@<key> <time>"} and {@code "openedAt <conversation> <email> <time>"} too,
 * by an agent who is called as the conversation.
 */
public final class ScriptedVendor implements Provider, WebhookReceiver, CommandSender {
    static final ProviderDescriptor DESCRIPTOR = ProviderDescriptor.builder("scripted")
            .capabilities(Capability.VISITOR_TYPING)
            .build();
    private static final ProviderDescriptor ECHOING = DESCRIPTOR.toBuilder()
            .rules(ConversationRules.defaults().withEchoPatience(Duration.ofSeconds(2)))
            .build();
    private static final ProviderDescriptor ORDERING = DESCRIPTOR.toBuilder()
            .rules(ConversationRules.defaults().withReorderWindow(Duration.ofSeconds(1)))
            .build();
    private static final ProviderDescriptor REOPENING =
            DESCRIPTOR.toBuilder().capabilities(Capability.REOPEN).build();

    private final Clock clock;
    /** Every command as it came, repeats included. */
    public final List<ProviderCommand> sent = new CopyOnWriteArrayList<>();
    /** Answers to the next commands; without one a command is taken. */
    public final Deque<Function<ProviderCommand, CommandReceipt>> answers = new ConcurrentLinkedDeque<>();

    /** Names of agents by their ids. */
    public final Map<String, String> names = new ConcurrentHashMap<>();
    /** What the transcript tells, whatever is asked. */
    public final List<ProviderEvent> transcript = new CopyOnWriteArrayList<>();
    /** Since when the transcript was asked for, by conversation. */
    public final Map<String, List<Instant>> transcriptAsked = new ConcurrentHashMap<>();
    /** So many times the transcript is refused. */
    public final AtomicInteger transcriptRefusals = new AtomicInteger();

    /** Among {@link #waits}: the answer comes once the gate opens. */
    public static final long HANGS = Long.MAX_VALUE;

    /** Expected waits of queues by their ids, in seconds; negative: it cannot say now. */
    public final Map<String, Long> waits = new ConcurrentHashMap<>();
    /** How often it was asked for a queue. */
    public final AtomicInteger waitsAsked = new AtomicInteger();

    /** What slow deliveries and answers wait for. */
    public final CountDownLatch gate = new CountDownLatch(1);

    public final AtomicInteger poisonTasted = new AtomicInteger();
    public final AtomicInteger checks = new AtomicInteger();
    public volatile boolean reachable = true;
    /** How its proof turns out; null: it has none, and who delivers shows a credential of ours. */
    public volatile @Nullable Verdict verdict;

    /** What it can do, by the kind of connection that a test asked {@link EngineFixture} for. */
    static ProviderDescriptor describe(ConnectionId connection) {
        return switch (connection.value().replaceAll("_.*", "")) {
            case "echo" -> ECHOING;
            case "again" -> REOPENING;
            case "order" -> ORDERING;
            default -> DESCRIPTOR;
        };
    }

    ScriptedVendor(Clock clock) {
        this.clock = clock;
    }

    /** Texts of the messages sent, in order. */
    public List<String> texts() {
        return sent.stream()
                .filter(ProviderCommand.SendMessage.class::isInstance)
                .map(command -> ((ProviderCommand.SendMessage) command).text())
                .toList();
    }

    /** With a proof of its own once a test has said how it turns out. */
    @Override
    public Optional<WebhookAuthenticator> authenticator() {
        return Optional.ofNullable(verdict).map(decided -> _ -> decided);
    }

    /** Failures that a test still has in store are found by a check too. */
    @Override
    public CheckResult check() {
        checks.incrementAndGet();
        return reachable && answers.isEmpty() ? CheckResult.ok("is a script") : CheckResult.failed("as told");
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
    public Optional<AgentDirectory> agents() {
        return Optional.of(id -> Optional.ofNullable(names.get(id)));
    }

    @Override
    public Optional<Transcript> transcript() {
        return Optional.of((conversation, since) -> {
            transcriptAsked
                    .computeIfAbsent(conversation.vendorId(), _ -> new CopyOnWriteArrayList<>())
                    .add(since);
            if (transcriptRefusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new ProviderException(ProviderException.Kind.UNAVAILABLE, "as told");
            }
            return transcript;
        });
    }

    @Override
    public Optional<Availability> availability() {
        return Optional.of(new Availability() {
            @Override
            public Report ask(Map<String, String> options) {
                return new Report(State.UNKNOWN, null, null, null);
            }

            @Override
            public Report askQueue(String queueId, Map<String, String> options) {
                waitsAsked.incrementAndGet();
                Long wait = waits.get(queueId);
                if (wait != null && wait == HANGS) {
                    Await.until("the gate opens", () -> gate.getCount() == 0);
                }
                if (wait != null && wait < 0) {
                    throw new ProviderException(ProviderException.Kind.UNAVAILABLE, "as told");
                }
                return new Report(State.UNKNOWN, null, null, wait, Confidence.ESTIMATED);
            }
        });
    }

    @Override
    public CommandReceipt send(ProviderCommand command) {
        sent.add(command);
        Function<ProviderCommand, CommandReceipt> answer = answers.poll();
        return answer == null ? CommandReceipt.of("v-" + command.idempotencyKey()) : answer.apply(command);
    }

    @Override
    public Optional<String> dedupKey(RawWebhook webhook) {
        String[] words = words(webhook.bodyText());
        return words.length > 2 ? Optional.of(words[0] + words[1] + words[2]) : Optional.empty();
    }

    @Override
    public List<ProviderEvent> translate(AcceptedWebhook webhook) {
        String[] words = words(webhook.bodyText());
        return switch (words[0]) {
            case "say" -> List.of(message(words, Author.Kind.AGENT));
            case "slow" -> {
                Await.until("the gate opens", () -> gate.getCount() == 0);
                yield List.of(message(words, Author.Kind.AGENT));
            }
            case "echo" -> List.of(message(words, Author.Kind.VISITOR));
            case "at" -> {
                Instant at = words[3].equals("max")
                        ? Instant.MAX
                        : words[3].equals("min") ? Instant.MIN : Instant.parse(words[3]);
                yield List.of(
                        new ProviderEvent.MessageReceived(
                                about(words),
                                at,
                                null,
                                new Author(Author.Kind.AGENT, "agent-1", "Ada"),
                                words[3],
                                List.of(),
                                null,
                                true),
                        new ProviderEvent.MessagesRead(about(words), at, at));
            }
            case "join" ->
                List.of(new ProviderEvent.AgentJoined(
                        new Correlation(null, words[1], words[3]), clock.instant(), words[2], words[2]));
            case "leave" ->
                List.of(new ProviderEvent.AgentLeft(Correlation.conversation(words[1]), clock.instant(), words[2]));
            case "file" ->
                List.of(new ProviderEvent.MessageReceived(
                        Correlation.interaction(words[1]),
                        clock.instant(),
                        words[2],
                        new Author(Author.Kind.AGENT, words[3], words[3]),
                        "",
                        List.of(new IncomingAttachment(words[2], words[3], words[3], -1)),
                        null));
            case "open" ->
                List.of(new ProviderEvent.ConversationOpened(
                        Correlation.conversation(words[1]), clock.instant(), words[2], words[3], words[2], words[2]));
            case "openedAt" ->
                List.of(new ProviderEvent.ConversationOpened(
                        about(words), Instant.parse(words[3]), words[2], words[1], words[2], words[2]));
            case "late" -> List.of(message(words, new Author(Author.Kind.AGENT, "agent-1", "Ada"), null, false));
            case "late-file" -> List.of(file(Correlation.conversation(words[1]), clock.instant(), null, words[3]));
            case "maybe" -> List.of(message(words, new Author(Author.Kind.AGENT, "agent-1", "Ada"), null, true));
            case "unsure" -> List.of(message(words, new Author(Author.Kind.VISITOR, "agent-1", null), null, false));
            case "quiet" -> List.of(new ProviderEvent.AgentTyping(about(words), clock.instant(), "agent-1", false));
            case "system" -> List.of(message(words, new Author(Author.Kind.SYSTEM, null, null), words[2], false));
            case "earlier" ->
                List.of(new ProviderEvent.MessageReceived(
                        about(words),
                        Instant.parse(words[3]),
                        words[2],
                        new Author(Author.Kind.AGENT, "agent-1", "Ada"),
                        "said before",
                        List.of(),
                        null));
            case "joined" -> List.of(new ProviderEvent.AgentJoined(about(words), clock.instant(), words[3], null));
            case "left" ->
                List.of(
                        new ProviderEvent.AgentLeft(about(words), clock.instant(), words[3]),
                        new ProviderEvent.ConversationEnded(
                                about(words),
                                clock.instant(),
                                ProviderEvent.ConversationEnded.Reason.AGENT,
                                ProviderEvent.ConversationEnded.Certainty.LIKELY));
            case "endedAt", "leftAt" ->
                List.of(new ProviderEvent.ConversationEnded(
                        about(words),
                        Instant.parse(words[3]),
                        ProviderEvent.ConversationEnded.Reason.AGENT,
                        words[0].equals("leftAt")
                                ? ProviderEvent.ConversationEnded.Certainty.LIKELY
                                : ProviderEvent.ConversationEnded.Certainty.FINAL));
            case "joinedAt" ->
                List.of(new ProviderEvent.AgentJoined(
                        about(words), Instant.parse(words[3]), words[2].split("@", 2)[0], null));
            case "joinedTwiceAt" -> {
                ProviderEvent joined = new ProviderEvent.AgentJoined(
                        about(words), Instant.parse(words[3]), words[2].split("@", 2)[0], null);
                yield List.of(joined, joined);
            }
            case "agentLeftAt" ->
                List.of(
                        new ProviderEvent.AgentLeft(about(words), Instant.parse(words[3]), words[2].split("@", 2)[0]),
                        new ProviderEvent.ConversationEnded(
                                about(words),
                                Instant.parse(words[3]),
                                ProviderEvent.ConversationEnded.Reason.AGENT,
                                ProviderEvent.ConversationEnded.Certainty.LIKELY));
            case "transferAt" ->
                List.of(new ProviderEvent.ConversationTransferring(about(words), Instant.parse(words[3])));
            case "queuedAt" ->
                List.of(new ProviderEvent.ConversationQueued(
                        about(words), Instant.parse(words[3]), "q-1", null, null, null));
            case "ended" ->
                List.of(new ProviderEvent.ConversationEnded(
                        about(words),
                        clock.instant(),
                        ProviderEvent.ConversationEnded.Reason.PROVIDER,
                        ProviderEvent.ConversationEnded.Certainty.FINAL));
            case "terminated" ->
                List.of(new ProviderEvent.ConversationEnded(
                        new Correlation(
                                words.length > 3 ? words[3] : null, null, words[1].equals("-") ? null : words[1]),
                        clock.instant(),
                        ProviderEvent.ConversationEnded.Reason.PROVIDER,
                        ProviderEvent.ConversationEnded.Certainty.FINAL));
            case "queued" ->
                List.of(new ProviderEvent.ConversationQueued(
                        about(words), clock.instant(), "q-1", words.length > 3 ? words[3] : null, null, null));
            case "transfer" -> List.of(new ProviderEvent.ConversationTransferring(about(words), clock.instant()));
            case "slow-poison" -> {
                Await.until("the gate opens", () -> gate.getCount() == 0);
                poisonTasted.incrementAndGet();
                throw new IllegalStateException("does not understand for long");
            }
            case "poison" -> {
                poisonTasted.incrementAndGet();
                throw new IllegalStateException("does not understand");
            }
            case "refuse" -> throw new ProviderException(ProviderException.Kind.REJECTED, "will not understand");
            default ->
                List.of(new ProviderEvent.Unrecognised(Correlation.none(), clock.instant(), "shape", "not a script"));
        };
    }

    private ProviderEvent message(String[] words, Author.Kind author) {
        // Its own words carry no id, as the vendor's rules for echoes demand.
        String id = author == Author.Kind.VISITOR ? null : "agent-1";
        return message(words, new Author(author, id, "Ada"), words[2], false);
    }

    private ProviderEvent message(String[] words, Author author, @Nullable String messageId, boolean mayBeEcho) {
        return new ProviderEvent.MessageReceived(
                about(words),
                clock.instant(),
                messageId,
                author,
                words.length > 3 ? words[3] : "",
                List.of(),
                null,
                mayBeEcho);
    }

    /** An agent's file without a word. */
    public static ProviderEvent file(Correlation about, Instant at, @Nullable String messageId, String name) {
        return new ProviderEvent.MessageReceived(
                about,
                at,
                messageId,
                new Author(Author.Kind.AGENT, "agent-1", "Ada"),
                "",
                List.of(new IncomingAttachment(name, name, null, -1)),
                null);
    }

    private static Correlation about(String[] words) {
        return Correlation.conversation(words[1]);
    }

    private static String[] words(String body) {
        return body.replace("\"", "").replace("\\u0000", "\u0000").split(" ", 4);
    }
}
