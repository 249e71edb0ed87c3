package com.example.acme;

import com.grack.nanojson.JsonWriter;
import io.visavis.spi.Author;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.AgentJoined;
import io.visavis.spi.ProviderEvent.AgentTyping;
import io.visavis.spi.ProviderEvent.ConversationEnded;
import io.visavis.spi.ProviderEvent.ConversationQueued;
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

/** Acme as its documentation describes it: what it answers, what it delivers, how it signs. */
final class AcmeFixture implements ProviderFixture {
    private static final String SECRET = "what-acme-signs-with";
    private static final Correlation ABOUT = Correlation.conversation("c-1");
    private static final Instant AT = Instant.parse("2025-03-04T08:59:00Z");

    private final FakeVendor acme = new FakeVendor(AcmeFixture::answer);

    private static Answer answer(Request request) {
        return switch (request.method() + " " + request.path()) {
            case "GET /account" -> Answer.json(200, "{}");
            case "POST /chats" -> Answer.json(201, "{\"chat\":\"c-1\"}");
            case "POST /chats/c-1/messages" -> Answer.json(201, "{\"message\":\"m-1\"}");
            case "POST /chats/c-1/typing", "POST /chats/c-1/end" -> Answer.json(200, "{}");
            default -> Answer.status(404);
        };
    }

    @Override
    public ProviderFactory factory() {
        return new AcmeFactory();
    }

    @Override
    public FakeVendor vendor() {
        return acme;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                AcmeFactory.ADDRESS,
                acme.address().toString(),
                AcmeFactory.API_KEY,
                "the-key-of-acme",
                AcmeFactory.WEBHOOK_SECRET,
                SECRET);
    }

    @Override
    public Map<String, String> impatient() {
        return Map.of(AcmeFactory.REQUEST_TIMEOUT, "PT0.5S");
    }

    @Override
    public Map<String, String> unusable() {
        return Map.of(AcmeFactory.ADDRESS, "acme", AcmeFactory.API_KEY, " ", AcmeFactory.REQUEST_TIMEOUT, "soon");
    }

    @Override
    public ConversationRef conversation() {
        return new ConversationRef("g-1", "c-1", null);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                sample("queued", "'queue':'Sales'", new ConversationQueued(ABOUT, AT, null, "Sales", null, null)),
                sample(
                        "agent-joined",
                        "'agentId':'a-1','agentName':'Nikos'",
                        new AgentJoined(ABOUT, AT, "a-1", "Nikos")),
                sample("agent-typing", "'agentId':'a-1','typing':true", new AgentTyping(ABOUT, AT, "a-1", true)),
                sample(
                        "message",
                        "'message':'m-2','agentId':'a-1','text':'Hello'",
                        new MessageReceived(
                                ABOUT,
                                AT,
                                "m-2",
                                new Author(Author.Kind.AGENT, "a-1", null),
                                "Hello",
                                List.of(),
                                null)),
                sample(
                        "ended",
                        "'by':'agent'",
                        new ConversationEnded(
                                ABOUT, AT, ConversationEnded.Reason.AGENT, ConversationEnded.Certainty.FINAL)),
                sample("painted", "'colour':'red'", new Unrecognised(ABOUT, AT, "painted", "")));
    }

    private static Sample sample(String event, String more, ProviderEvent means) {
        String body = "{'id':'e-%s','event':'%s','chat':'c-1','at':'%s',%s}".formatted(event, event, AT, more);
        return new Sample(event, delivery(body.replace('\'', '"')), means);
    }

    @Override
    public RawWebhook agentSays(String text) {
        return delivery("""
                {"id":"%s","event":"message","chat":"c-1","at":"%s","agentId":"a-1","text":%s}""".formatted(UUID.randomUUID(), AT, JsonWriter.string(text)));
    }

    private static RawWebhook delivery(String body) {
        return new RawWebhook("", Map.of(), body.getBytes(StandardCharsets.UTF_8), LentContext.NOW);
    }

    @Override
    public Optional<VendorProof> proof() {
        return Optional.of(new VendorProof() {
            @Override
            public Map<String, String> headers(RawWebhook delivery) {
                return Map.of(AcmeSignature.HEADER, new AcmeSignature(SECRET).sign(delivery.body()));
            }

            @Override
            public Map<String, String> headersOfAnother(RawWebhook delivery) {
                return Map.of(AcmeSignature.HEADER, new AcmeSignature("somebody-else's").sign(delivery.body()));
            }
        });
    }
}
