package io.visavis.testkit.acme;

import io.visavis.spi.Author;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.Correlation;
import io.visavis.spi.IncomingAttachment;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.AgentJoined;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Acme as it is, and a provider for it that may be broken. */
public final class AcmeFixture implements ProviderFixture {
    private static final Instant AT = Instant.parse("2025-03-04T08:59:00Z");
    private static final Correlation ABOUT = Correlation.conversation("c-1");
    private static final String KEY = "what-acme-signs-with";

    private final ProviderFactory factory;
    private final FakeVendor acme = new FakeVendor(AcmeFixture::answer);

    public AcmeFixture(ProviderFactory factory) {
        this.factory = factory;
    }

    private static Answer answer(Request request) {
        return switch (request.method() + " " + request.path()) {
            case "GET /account" -> Answer.status(200);
            case "GET /key" -> Answer.json(200, KEY);
            case "GET /files/f-1" -> Answer.file("application/pdf", new byte[100_000]);
            case "POST /chats" -> Answer.json(200, "id=c-1");
            case "POST /chats/c-1/messages", "POST /chats/c-1/typing", "POST /chats/c-1/end", "POST /files" ->
                Answer.json(200, "id=x-1");
            default -> Answer.status(404);
        };
    }

    @Override
    public ProviderFactory factory() {
        return factory;
    }

    @Override
    public FakeVendor vendor() {
        return acme;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("address", acme.address().toString(), "api-key", "the-key-of-acme");
    }

    @Override
    public Map<String, String> impatient() {
        return Map.of("patience", "PT0.05S");
    }

    @Override
    public Map<String, String> unusable() {
        return Map.of("address", "nowhere", "patience", "long", "api-key", "two words");
    }

    @Override
    public ConversationRef conversation() {
        return new ConversationRef("g-1", "c-1", null);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                sample(
                        "queued",
                        new ConversationQueued(ABOUT, AT, null, "Sales & more", null, null),
                        "queue",
                        "Sales & more"),
                sample("joined", new AgentJoined(ABOUT, AT, "a-1", null), "agent", "a-1"),
                sample("typing", new AgentTyping(ABOUT, AT, "a-1", true), "agent", "a-1"),
                sample("moving", new ConversationTransferring(ABOUT, AT)),
                sample(
                        "ended",
                        new ConversationEnded(
                                ABOUT, AT, ConversationEnded.Reason.AGENT, ConversationEnded.Certainty.FINAL)),
                said("m-1", "agent", "Hello <b>you</b>", null),
                said("m-2", "visitor", "Hello yourself", null),
                said("m-3", "agent", "Look", "f-1"),
                sample("fax", new Unrecognised(ABOUT, AT, "fax", "no such kind")));
    }

    private static Sample sample(String kind, ProviderEvent means, String... more) {
        String[] fields = {"id", "e-" + kind, "kind", kind, "chat", "c-1", "at", AT.toString()};
        String rest = more.length == 0 ? "" : "&" + AcmeForm.write(more);
        return new Sample(kind, delivery(AcmeForm.write(fields) + rest), means);
    }

    private static Sample said(String id, String from, String text, @Nullable String file) {
        Author author = new Author(from.equals("agent") ? Author.Kind.AGENT : Author.Kind.VISITOR, null, null);
        List<IncomingAttachment> files =
                file == null ? List.of() : List.of(new IncomingAttachment(file, "label.pdf", null, -1));
        String body = message(id, from, text) + (file == null ? "" : "&" + AcmeForm.write("file", file));
        return new Sample(id, delivery(body), new MessageReceived(ABOUT, AT, id, author, text, files, null));
    }

    private static String message(String id, String from, String text) {
        return AcmeForm.write(
                "id", id, "kind", "message", "chat", "c-1", "at", AT.toString(), "from", from, "text", text);
    }

    private static RawWebhook delivery(String body) {
        return new RawWebhook("", Map.of(), body.getBytes(StandardCharsets.UTF_8), LentContext.NOW);
    }

    @Override
    public RawWebhook agentSays(String text) {
        return delivery(message("m-" + text.hashCode(), "agent", text));
    }

    @Override
    public Optional<VendorProof> proof() {
        return Optional.of(new VendorProof() {
            @Override
            public Map<String, String> headers(RawWebhook delivery) {
                return signed(Acme.ACCOUNT, delivery);
            }

            @Override
            public Map<String, String> headersOfAnother(RawWebhook delivery) {
                return signed("acme-2", delivery);
            }

            @Override
            public Optional<RawWebhook> testCall() {
                return Optional.of(delivery(AcmeProofs.TEST_CALL));
            }
        });
    }

    private static Map<String, String> signed(String account, RawWebhook delivery) {
        byte[] signature = AcmeProofs.sign(KEY, account, delivery.body());
        return Map.of(
                AcmeProofs.ACCOUNT,
                account,
                AcmeProofs.SIGNATURE,
                HexFormat.of().formatHex(signature));
    }
}
