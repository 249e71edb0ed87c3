package io.visavis.eightbyeight;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.visavis.spi.Author;
import io.visavis.spi.Card;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.Correlation;
import io.visavis.spi.IncomingAttachment;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.AgentJoined;
import io.visavis.spi.ProviderEvent.AgentLeft;
import io.visavis.spi.ProviderEvent.AgentTyping;
import io.visavis.spi.ProviderEvent.ConversationEnded;
import io.visavis.spi.ProviderEvent.ConversationQueued;
import io.visavis.spi.ProviderEvent.ConversationTransferring;
import io.visavis.spi.ProviderEvent.MessageReceived;
import io.visavis.spi.ProviderEvent.Unrecognised;
import io.visavis.spi.ProviderFactory;
import io.visavis.spi.RawWebhook;
import io.visavis.testkit.Answer;
import io.visavis.testkit.FakeVendor;
import io.visavis.testkit.LentContext;
import io.visavis.testkit.ProviderFixture;
import io.visavis.testkit.Request;
import io.visavis.testkit.Sample;
import io.visavis.testkit.VendorProof;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 8x8 as its contract describes it, for the testkit. */
final class EightByEightFixture implements ProviderFixture {
    private static final String CONVERSATION = "kQ3vT9mZRk2yWb7LxHnC4A";
    private static final String AGENT = "agP4sLx7RmTq2WcYb8NdKe0A";
    private static final String FILE = "N7yFq2LmXc0RbVw8KzTs5Aph3JdUoEi6GtQxYl9CvZa1Mn4Br_fSkWgDeHuIjOP-";
    private static final String API = "/chat-gateway/v1/";
    private static final Correlation ABOUT = Correlation.conversation(CONVERSATION);

    private final FakeVendor vendor = new FakeVendor(EightByEightFixture::answer);

    private static Answer answer(Request request) {
        return switch (request.method() + " " + request.path()) {
            case "GET " + API + "channels/ch-1" -> Answer.json(200, WireSchemas.text("response-channel.json"));
            case "POST " + API + "conversations" ->
                Answer.json(202, WireSchemas.text("response-conversation-created.json"));
            case "GET " + API + "conversations/" + CONVERSATION ->
                Answer.json(200, WireSchemas.text("response-conversation.json"));
            case "PATCH " + API + "conversations/" + CONVERSATION,
                    "PATCH " + API + "conversations/" + CONVERSATION + "/participants/user",
                    "POST " + API + "conversations/" + CONVERSATION + "/messages",
                    "POST " + API + "conversations/" + CONVERSATION + "/typing",
                    "POST " + API + "conversations/" + CONVERSATION + "/read-receipt" -> Answer.status(202);
            case "POST " + API + "conversations/" + CONVERSATION + "/attachments" ->
                Answer.json(200, WireSchemas.text("response-attachment.json"));
            case "GET " + API + "conversations/" + CONVERSATION + "/attachments/" + FILE + "/content" ->
                Answer.file("application/octet-stream", new byte[200_000]);
            default ->
                request.path().equals(EightByEightSigner.keyPath())
                        ? Answer.json(200, EightByEightSigner.jsonWebKey())
                        : Answer.json(404, WireSchemas.text("response-error-not-found.json"));
        };
    }

    @Override
    public ProviderFactory factory() {
        return new EightByEightFactory();
    }

    @Override
    public FakeVendor vendor() {
        return vendor;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "api-base-url", vendor.address().toString(),
                "api-key", "eght_a-key-of-8x8",
                "tenant-id", EightByEightSigner.TENANT,
                "cg-channel-id", "ch-1",
                "requests-per-second", "0");
    }

    @Override
    public Map<String, String> impatient() {
        return Map.of("request-timeout", "PT0.5S");
    }

    @Override
    public Map<String, String> unusable() {
        return Map.of(
                "api-base-url", "8x8",
                "api-key", " ",
                "key-path", "jwk",
                "signature", "PERHAPS",
                "transmission-window", "PT0S",
                "request-timeout", "soon",
                "max-history-messages", "201");
    }

    @Override
    public Optional<VendorProof> proof() {
        return Optional.of(new EightByEightSigner());
    }

    @Override
    public ConversationRef conversation() {
        return new ConversationRef("g-1", CONVERSATION, null);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                sample(
                        "event-queued.json",
                        new ConversationQueued(ABOUT, at(1785060002000L), "118", "Returns chat", null, null)),
                sample(
                        "event-members-changed-agent-joined.json",
                        new AgentJoined(ABOUT, at(1785060033000L), AGENT, null)),
                sample(
                        "legacy-event-agent-joined.json",
                        new AgentJoined(ABOUT, at(1785060033000L), AGENT, "Amir Okafor")),
                sample("event-activity-typing-started.json", new AgentTyping(ABOUT, at(1785060038000L), AGENT, true)),
                sample(
                        "event-message-agent-text.json",
                        message(
                                1785060040000L,
                                new Author(Author.Kind.AGENT, AGENT, null),
                                "Hello Dana, I can help with that return.",
                                null)),
                sample(
                        "event-message-echo-user.json",
                        message(
                                1785060041000L,
                                new Author(Author.Kind.VISITOR, null, null),
                                "Thanks, the box arrived damaged.",
                                null)),
                sample(
                        "event-message-agent-attachment.json",
                        message(
                                1785060075000L,
                                new Author(Author.Kind.AGENT, AGENT, null),
                                "Here is the label.",
                                null,
                                new IncomingAttachment(FILE, "label.pdf", "application/pdf", -1))),
                sample(
                        "event-message-agent-adaptive-card.json",
                        message(
                                1785060095000L,
                                new Author(Author.Kind.AGENT, AGENT, null),
                                "",
                                new Card(
                                        "application/vnd.microsoft.card.adaptive",
                                        WireSchemas.json("event-message-agent-adaptive-card.json")
                                                .at("/data/cards/0/content")
                                                .toString()))),
                sample("event-transfer.json", new ConversationTransferring(ABOUT, at(1785060240000L))),
                sample(
                        "event-members-changed-agent-left.json",
                        new AgentLeft(ABOUT, at(1785060605000L), AGENT),
                        ended(1785060605000L, ConversationEnded.Reason.AGENT, ConversationEnded.Certainty.LIKELY)),
                sample(
                        "event-conversation-update-idle.json",
                        ended(1785060610000L, ConversationEnded.Reason.PROVIDER, ConversationEnded.Certainty.FINAL)),
                sample("event-conversation-update-created.json"),
                sample("event-unknown-type.json", new Unrecognised(ABOUT, LentContext.NOW, "unknown", "")));
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private static MessageReceived message(
            long millis, Author author, String text, @Nullable Card card, IncomingAttachment... files) {
        return new MessageReceived(ABOUT, at(millis), null, author, text, List.of(files), card);
    }

    private static ConversationEnded ended(
            long millis, ConversationEnded.Reason reason, ConversationEnded.Certainty certainty) {
        return new ConversationEnded(ABOUT, at(millis), reason, certainty);
    }

    private static Sample sample(String example, ProviderEvent... means) {
        return new Sample(example, delivery("event-of-" + example, WireSchemas.text(example)), means);
    }

    static RawWebhook delivery(String eventId, String body) {
        Map<String, List<String>> headers = eventId.isEmpty() ? Map.of() : Map.of("X-8x8-Event-Id", List.of(eventId));
        return new RawWebhook("", headers, body.getBytes(StandardCharsets.UTF_8), LentContext.NOW);
    }

    @Override
    public RawWebhook agentSays(String text) {
        return delivery(UUID.randomUUID().toString(), """
                {"eventType":"MESSAGE","conversationId":"%s","timestamp":1785060040000,
                 "data":{"isEcho":false,"sender":{"id":"%s","type":"agent"},"text":%s}}
                """.formatted(
                        CONVERSATION, AGENT, JsonNodeFactory.instance.textNode(text)));
    }
}
