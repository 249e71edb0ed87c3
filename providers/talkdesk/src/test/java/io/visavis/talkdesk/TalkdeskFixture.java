package io.visavis.talkdesk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.visavis.spi.Author;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.Correlation;
import io.visavis.spi.IncomingAttachment;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.AgentJoined;
import io.visavis.spi.ProviderEvent.ConversationEnded;
import io.visavis.spi.ProviderEvent.ConversationOpened;
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
import io.visavis.testkit.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Talkdesk as its contract describes it, for the testkit. */
final class TalkdeskFixture implements ProviderFixture {
    private static final Path EXAMPLES = Path.of("../../schemas/talkdesk/examples");
    private static final String CONVERSATION = "0b8f6a52f0f14a6f9d1c2f3e4a5b6c7d";
    private static final String INTERACTION = "5f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private static final String FILES = "/attachments/2023-03";
    private static final Correlation ABOUT = Correlation.conversation(CONVERSATION);

    private final FakeVendor talkdesk =
            new FakeVendor(this::answer).expressing(Trouble.CONVERSATION_OVER, Answer.json(409, """
                    {"code": "3016011", "message": "Conversation has ended"}"""));

    private Answer answer(Request request) {
        return switch (request.method() + " " + request.path()) {
            case "POST /digital-connect/conversations" -> Answer.json(201, "{\"id\":\"" + CONVERSATION + "\"}");
            case "POST /digital-connect/conversations/" + CONVERSATION + "/messages" ->
                Answer.json(201, "{\"message_id\":\"m-1\"}");
            case "DELETE /digital-connect/conversations/" + CONVERSATION -> Answer.status(204);
            case "POST " + FILES + "/upload-link" ->
                Answer.json(200, "{\"request_id\":\"r-1\",\"url\":\"" + talkdesk.address() + "/storage/up\"}");
            case "PUT /storage/up" -> Answer.status(200);
            case "POST " + FILES -> Answer.json(201, "{\"id\":\"att-1\",\"state\":\"ready\"}");
            case "GET " + FILES + "/att-6f5e4d3c2b1a/download-link" ->
                Answer.json(200, "{\"url\":\"" + talkdesk.address() + "/storage/down\"}");
            case "GET /storage/down" -> Answer.file("application/pdf", new byte[200_000]);
            default -> Answer.json(404, "{\"code\":\"404\",\"message\":\"Not found\"}");
        };
    }

    @Override
    public ProviderFactory factory() {
        return new TalkdeskFactory();
    }

    @Override
    public FakeVendor vendor() {
        return talkdesk;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "api-base-url", talkdesk.address().toString(),
                "token-url", talkdesk.address() + "/oauth/token",
                "client-id", "client-1",
                "client-secret", "a-secret-of-talkdesk",
                "dc-touchpoint-id", "tp-1",
                "requests-per-second", "0");
    }

    @Override
    public Map<String, String> impatient() {
        return Map.of("request-timeout", "PT0.5S");
    }

    @Override
    public Map<String, String> unusable() {
        return Map.of(
                "api-base-url", "talkdesk",
                "token-url", "ftp://talkdesk.example",
                "request-timeout", "soon",
                "requests-per-second", "-1",
                "upload-method", "PATCH",
                "reorder-window", "PT1H",
                "author-types", "agent");
    }

    @Override
    public ConversationRef conversation() {
        return new ConversationRef("g-1", CONVERSATION, null);
    }

    @Override
    public List<Sample> samples() {
        Correlation assigned = new Correlation(null, CONVERSATION, INTERACTION);
        return List.of(
                sample(
                        "auvious.conversation_started.json",
                        new ConversationOpened(
                                ABOUT,
                                Instant.parse("2025-03-04T09:15:00.120Z"),
                                "maria.papadaki@example.com",
                                "Nikos Agent",
                                "9a3b1c5d-2e4f-4a6b-8c7d-0e1f2a3b4c5d",
                                "Video follow-up for order 10442")),
                sample(
                        "auvious.conversation_assigned.json",
                        new AgentJoined(
                                assigned, Instant.parse("2025-03-04T09:15:42Z"), "63f0c1d2e3f4a5b6c7d8e9f0", null)),
                sample(
                        "auvious.conversation_assigned.transfer.json",
                        new AgentJoined(
                                assigned, Instant.parse("2025-03-04T09:24:10Z"), "63f0c1d2e3f4a5b6c7d8ea01", null)),
                sample(
                        "auvious.message_created.json",
                        message(
                                "2025-03-04T09:16:21.437Z",
                                "7d6c5b4a-3f2e-4d1c-8b0a-998877665544",
                                new Author(Author.Kind.AGENT, null, "Nikos Agent"),
                                "Hello Maria, I can show you this on video.")),
                sample(
                        "auvious.message_created.bot.json",
                        message(
                                "2025-03-04T09:15:20.010Z",
                                "11112222-3333-4444-8555-666677778888",
                                new Author(Author.Kind.BOT, null, "Virtual Agent"),
                                "You are number 2 in the queue.")),
                sample(
                        "ocp.message_created.attachments-only.json",
                        message(
                                "2025-03-04T09:16:21.437Z",
                                "41112222-3333-4444-8555-666677778888",
                                new Author(Author.Kind.AGENT, null, "Nikos Agent"),
                                "",
                                new IncomingAttachment(
                                        "att-6f5e4d3c2b1a", "invoice-10442.pdf", "application/pdf", 184320),
                                new IncomingAttachment("att-0a9b8c7d6e5f", "router-led.jpg", "image/jpeg", 51234))),
                sample("auvious.conversation_ended.json", ended(ABOUT, "2025-03-04T09:31:07.004Z")),
                sample(
                        "auvious.conversation_terminated.json",
                        ended(Correlation.interaction(INTERACTION), "2025-03-04T09:31:08Z")),
                new Sample(
                        "an event of tomorrow",
                        delivery("conversation_painted", "{\"event_type\":\"CONVERSATION_PAINTED\"}"),
                        new Unrecognised(Correlation.none(), LentContext.NOW, "conversation_painted", "")));
    }

    private static MessageReceived message(
            String at, @Nullable String id, Author author, String text, IncomingAttachment... files) {
        return new MessageReceived(ABOUT, Instant.parse(at), id, author, text, List.of(files), null);
    }

    private static ConversationEnded ended(Correlation about, String at) {
        return new ConversationEnded(
                about, Instant.parse(at), ConversationEnded.Reason.PROVIDER, ConversationEnded.Certainty.FINAL);
    }

    private static Sample sample(String example, ProviderEvent means) {
        try {
            String action = example.split("\\.", 3)[1];
            return new Sample(example, delivery(action, Files.readString(EXAMPLES.resolve(example))), means);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawWebhook delivery(String action, String body) {
        return new RawWebhook(action, Map.of(), body.getBytes(StandardCharsets.UTF_8), LentContext.NOW);
    }

    @Override
    public RawWebhook agentSays(String text) {
        return delivery("message_created", """
                {"event_type": "MESSAGE_CREATED", "conversation_id": "%s", "timestamp": "2025-03-04T09:16:21.437Z",
                 "payload": {"id": "%s", "content": %s, "author": {"name": "Nikos Agent", "type": "AGENT"}}}
                """.formatted(
                        CONVERSATION, UUID.randomUUID(), JsonNodeFactory.instance.textNode(text)));
    }
}
