package io.visavis.loopback;

import com.grack.nanojson.JsonWriter;
import io.visavis.spi.Author;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.Correlation;
import io.visavis.spi.IncomingAttachment;
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
import io.visavis.testkit.Sample;
import io.visavis.testkit.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** There is no vendor: its troubles are a setting, and whatever needs a line to it cannot happen. */
final class LoopbackFixture implements ProviderFixture {
    private static final Map<Trouble, Answering> ANSWERS = Map.of(
            Trouble.REFUSES_CREDENTIALS, Answering.UNAUTHORIZED,
            Trouble.REJECTS, Answering.REJECTED,
            Trouble.RATE_LIMITS, Answering.BUSY,
            Trouble.IS_DOWN, Answering.UNAVAILABLE,
            Trouble.CUTS_THE_LINE, Answering.UNCERTAIN,
            Trouble.CONVERSATION_OVER, Answering.OVER);
    private static final Instant AT = Instant.parse("2025-03-04T08:59:59Z");
    private static final Correlation ABOUT = Correlation.conversation("c-1");

    private final FakeVendor nobody = new FakeVendor(_ -> Answer.status(404));

    @Override
    public ProviderFactory factory() {
        return new LoopbackFactory();
    }

    @Override
    public FakeVendor vendor() {
        return nobody;
    }

    @Override
    public Map<String, String> settings() {
        Answering answer = nobody.trouble().map(ANSWERS::get).orElse(Answering.OK);
        return Map.of("answer", answer.setting(), "api-key", "loopback-key");
    }

    @Override
    public Map<String, String> unusable() {
        return Map.of("answer", "perhaps");
    }

    @Override
    public Set<Trouble> troubles() {
        return EnumSet.copyOf(ANSWERS.keySet());
    }

    @Override
    public ConversationRef conversation() {
        return new ConversationRef("g-1", "loop-g-1", null);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                sample(
                        "queued",
                        "'queueName':'Sales','position':2,'waitSeconds':30",
                        new ConversationQueued(ABOUT, AT, null, "Sales", 2, 30L)),
                sample(
                        "agent-joined",
                        "'agentId':'a-1','agentName':'Nikos'",
                        new AgentJoined(ABOUT, AT, "a-1", "Nikos")),
                sample("typing", "'agentId':'a-1','typing':true", new AgentTyping(ABOUT, AT, "a-1", true)),
                sample("transferring", "'to':'Support'", new ConversationTransferring(ABOUT, AT)),
                sample("agent-left", "'agentId':'a-1'", new AgentLeft(ABOUT, AT, "a-1")),
                sample(
                        "ended",
                        "'likely':true",
                        new ConversationEnded(
                                ABOUT, AT, ConversationEnded.Reason.AGENT, ConversationEnded.Certainty.LIKELY)),
                new Sample(
                        "message of the agent",
                        said("m-1", "agent", "Hello", ""),
                        message("m-1", Author.Kind.AGENT, "Hello")),
                new Sample(
                        "message of the visitor",
                        said("m-2", "visitor", "Good day", ""),
                        message("m-2", Author.Kind.VISITOR, "Good day")),
                new Sample(
                        "message with a file",
                        said(
                                "m-3",
                                "agent",
                                "Look",
                                ",'attachments':[{'id':'hello','name':'hello.txt','type':'text/plain','size':5}]"),
                        message(
                                "m-3",
                                Author.Kind.AGENT,
                                "Look",
                                new IncomingAttachment("hello", "hello.txt", "text/plain", 5))),
                sample("fax", "'pages':3", new Unrecognised(ABOUT, AT, "fax", "no such type")));
    }

    private static Sample sample(String type, String more, io.visavis.spi.ProviderEvent means) {
        return new Sample(
                type,
                delivery("{'id':'e-" + type + "','type':'" + type + "','conversation':'c-1','at':'" + AT + "'," + more
                        + "}"),
                means);
    }

    private static MessageReceived message(String id, Author.Kind author, String text, IncomingAttachment... files) {
        return new MessageReceived(ABOUT, AT, id, new Author(author, null, null), text, List.of(files), null);
    }

    @Override
    public RawWebhook agentSays(String text) {
        return said("m-" + text.hashCode(), "agent", text, "");
    }

    private static RawWebhook said(String id, String author, String text, String more) {
        return delivery(
                "{'id':'" + id + "','type':'message','conversation':'c-1','at':'" + AT + "','messageId':'" + id
                        + "','author':'" + author + "'" + more + ",'text':",
                JsonWriter.string(text) + "}");
    }

    /** {@code quoted} with single quotes for legibility, then {@code plain} as it is. */
    private static RawWebhook delivery(String quoted, String... plain) {
        String body = quoted.replace('\'', '"') + String.join("", plain);
        return new RawWebhook("", Map.of(), body.getBytes(StandardCharsets.UTF_8), LentContext.NOW);
    }
}
