package io.visavis.spi.released;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A provider as it was built against SPI 1.0, bytes and all, on an SPI of tomorrow that grew wherever the rules of CHANGELOG.md
 * let it: records with more components and their old constructors, default methods, capabilities, values of other enums, a
 * command, an event.
 */
class OldProviderTest {
    private static final Path OLD = Path.of("released/1.0.0/loopback.jar");

    @TempDir
    Path work;

    private ChangedSpi later() throws IOException {
        try (InputStream probe =
                Objects.requireNonNull(OldProviderTest.class.getResourceAsStream("LaterGateway.java.txt"))) {
            return ChangedSpi.in(work)
                    .with("LaterGateway.java", new String(probe.readAllBytes(), StandardCharsets.UTF_8))
                    .change("Capability", "DROPS_REPEATS", "DROPS_REPEATS, OF_TOMORROW")
                    .change("Author", "SYSTEM", "SYSTEM, OF_TOMORROW")
                    .change("CustomerField", "SUBJECT", "SUBJECT, OF_TOMORROW")
                    .change(
                            "Provider",
                            "CheckResult check();",
                            "CheckResult check(); default Optional<Object> roleOfTomorrow() { return Optional.empty(); }")
                    .change(
                            "Customer",
                            "@Nullable URI avatarUrl) {}",
                            "@Nullable URI avatarUrl, @Nullable String timeZone) {"
                                    + " public Customer(@Nullable String email, @Nullable String name, @Nullable String phone,"
                                    + " @Nullable String language, @Nullable URI avatarUrl) {"
                                    + " this(email, name, phone, language, avatarUrl, null); } }")
                    .change(
                            "ConversationRef",
                            "@Nullable String interactionId) {}",
                            "@Nullable String interactionId, @Nullable String ofTomorrow) {"
                                    + " public ConversationRef(String gatewayId, String vendorId, @Nullable String interactionId) {"
                                    + " this(gatewayId, vendorId, interactionId, null); } }")
                    .change("ProviderCommand", "record EndConversation(", OF_TOMORROW_COMMAND)
                    .change(
                            "ProviderCommand",
                            "boolean mayHaveArrived)\n",
                            "boolean mayHaveArrived, String ofTomorrow)\n")
                    .change("ProviderCommand", "history, false);", "history, false, \"\");")
                    .change("ProviderCommand", "        /** A first attempt. */", OLD_START)
                    .change(
                            "ProviderCommand",
                            "List<OutgoingAttachment> attachments)\n            implements InConversation {\n",
                            "List<OutgoingAttachment> attachments, String ofTomorrow)\n"
                                    + "            implements InConversation {\n" + OLD_MESSAGE)
                    .change("ProviderEvent", "record Unrecognised(", OF_TOMORROW_EVENT)
                    .change("ProviderEvent", QUEUED_END, NEW_QUEUED_END)
                    .change("ProviderEvent", "boolean mayBeEcho)\n", "boolean mayBeEcho, String ofTomorrow)\n")
                    .change("ProviderEvent", "attachments, card, false);", "attachments, card, false, \"not said\");");
        }
    }

    private static final String OF_TOMORROW_COMMAND = """
            record OfTomorrow(String idempotencyKey, ConversationRef conversation) implements InConversation {}
                record EndConversation(""";

    private static final String OLD_START = """
                    public StartConversation(String idempotencyKey, String gatewayConversationId, Customer customer,
                            @Nullable String subject, Map<String, String> options, Map<String, String> context,
                            List<HistoryMessage> history, boolean mayHaveArrived) {
                        this(idempotencyKey, gatewayConversationId, customer, subject, options, context, history,
                                mayHaveArrived, "");
                    }
            """;

    private static final String OLD_MESSAGE = """
                    public SendMessage(String idempotencyKey, ConversationRef conversation, Author.Kind author, String text,
                            List<OutgoingAttachment> attachments) {
                        this(idempotencyKey, conversation, author, text, attachments, "");
                    }
            """;

    private static final String OF_TOMORROW_EVENT = """
            record OfTomorrow(Correlation correlation, Instant occurredAt) implements ProviderEvent {}
                record Unrecognised(""";

    private static final String QUEUED_END = """
            @Nullable Long waitSeconds)
                        implements ProviderEvent {}""";

    private static final String NEW_QUEUED_END = """
            @Nullable Long waitSeconds,
                        String ofTomorrow)
                        implements ProviderEvent {
                    public ConversationQueued(Correlation correlation, Instant occurredAt, @Nullable String queueId,
                            @Nullable String queueName, @Nullable Integer position, @Nullable Long waitSeconds) {
                        this(correlation, occurredAt, queueId, queueName, position, waitSeconds, "not said");
                    }
                }""";

    @Test
    @SuppressWarnings("unchecked")
    void itStartsChatsAndRefusesWhatItDoesNotKnow() throws IOException, ReflectiveOperationException {
        List<String> said;
        try (URLClassLoader loader = ChangedSpi.loader(later().compile(), OLD)) {
            Function<String, List<String>> gateway = (Function<String, List<String>>)
                    loader.loadClass("later.LaterGateway").getConstructor().newInstance();
            said = gateway.apply("io.visavis.loopback.LoopbackFactory");
        }

        assertThat(said)
                .containsExactly(
                        "declares loopback false",
                        "check true",
                        "later role false",
                        "describes loopback",
                        "StartConversation loop-cnv_1",
                        "SendMessage loop-k2",
                        "SetTyping null",
                        "OfTomorrow UNSUPPORTED",
                        "MarkRead UNSUPPORTED",
                        "queued -> place 2 not said",
                        "agent-joined -> joined Ada",
                        "message -> AGENT Hello not said",
                        "typing -> typing false",
                        "ended -> ended FINAL",
                        "of-tomorrow -> unrecognised of-tomorrow",
                        "file a.txt 5",
                        "EndConversation null");
    }
}
