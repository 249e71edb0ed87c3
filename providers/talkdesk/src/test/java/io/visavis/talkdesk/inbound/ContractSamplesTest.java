package io.visavis.talkdesk.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.Author;
import io.visavis.spi.Correlation;
import io.visavis.spi.IncomingAttachment;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.AgentJoined;
import io.visavis.spi.ProviderEvent.ConversationEnded;
import io.visavis.spi.ProviderEvent.ConversationOpened;
import io.visavis.spi.ProviderEvent.MessageReceived;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample of the contract, in both path styles. */
class ContractSamplesTest {
    private static final String CONVERSATION = "0b8f6a52f0f14a6f9d1c2f3e4a5b6c7d";
    private static final String INTERACTION = "5f1e2d3c4b5a69788796a5b4c3d2e1f0";

    private final TalkdeskWebhooks webhooks = new TalkdeskWebhooks(AuthorTypes.parse(AuthorTypes.DEFAULT));

    static List<String> samples() {
        return Samples.names();
    }

    @Test
    void allSamplesAreHere() {
        assertThat(Samples.names()).hasSize(22);
    }

    static List<String> examples() {
        return Samples.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everySampleFitsTheSchemaItsNameSays(String name) throws IOException {
        JsonNode sample = new ObjectMapper().readTree(Samples.bytes(name));

        assertThat(Samples.schema(name).validate(sample)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleMeansTheSameInBothPathStyles(String name) {
        List<ProviderEvent> byPath = translate(Samples.action(name), name);
        List<ProviderEvent> byEventType = translate("", name);
        List<ProviderEvent> shouted = translate(Samples.action(name).toUpperCase(Locale.ROOT) + "/", name);

        assertThat(byPath).hasSize(1).isEqualTo(byEventType).isEqualTo(shouted);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleHasADedupKeyThatDoesNotDependOnThePathStyle(String name) {
        byte[] body = Samples.bytes(name);

        assertThat(webhooks.dedupKey(Samples.raw(Samples.action(name), body)))
                .isPresent()
                .isEqualTo(webhooks.dedupKey(Samples.raw("", body)));
    }

    @Test
    void anAgentOpensAConversation() {
        assertThat(only("auvious.conversation_started.json"))
                .isEqualTo(new ConversationOpened(
                        Correlation.conversation(CONVERSATION),
                        Instant.parse("2025-03-04T09:15:00.120Z"),
                        "maria.papadaki@example.com",
                        "Nikos Agent",
                        "9a3b1c5d-2e4f-4a6b-8c7d-0e1f2a3b4c5d",
                        "Video follow-up for order 10442"));
        assertThat(only("auvious.conversation_started.null-subject.json"))
                .isEqualTo(only("auvious.conversation_started.no-subject.json"))
                .extracting(event -> ((ConversationOpened) event).subject())
                .isNull();
    }

    @Test
    void anAssignmentIsAnAgentJoiningAndATransferAnotherOne() {
        Correlation both = new Correlation(null, CONVERSATION, INTERACTION);
        assertThat(only("auvious.conversation_assigned.json"))
                .isEqualTo(
                        new AgentJoined(both, Instant.parse("2025-03-04T09:15:42Z"), "63f0c1d2e3f4a5b6c7d8e9f0", null))
                .isEqualTo(only("auvious.conversation_assigned.with-properties.json"));
        assertThat(only("auvious.conversation_assigned.transfer.json"))
                .isEqualTo(
                        new AgentJoined(both, Instant.parse("2025-03-04T09:24:10Z"), "63f0c1d2e3f4a5b6c7d8ea01", null));
    }

    @Test
    void bothKindsOfEndAreFinal() {
        assertThat(only("ocp.conversation_ended.json"))
                .isEqualTo(new ConversationEnded(
                        Correlation.conversation(CONVERSATION),
                        Instant.parse("2025-03-04T09:31:07.004Z"),
                        ConversationEnded.Reason.PROVIDER,
                        ConversationEnded.Certainty.FINAL));
        assertThat(only("auvious.conversation_terminated.json").correlation())
                .isEqualTo(Correlation.interaction(INTERACTION));
        assertThat(only("auvious.conversation_terminated.unknown-interaction.json"))
                .isInstanceOf(ConversationEnded.class);
    }

    @Test
    void messagesCarryAuthorTextAndFiles() {
        MessageReceived agent = message("auvious.message_created.json");
        assertThat(agent.author()).isEqualTo(new Author(Author.Kind.AGENT, null, "Nikos Agent"));
        assertThat(agent.text()).isEqualTo("Hello Maria, I can show you this on video.");
        assertThat(agent.vendorMessageId()).isEqualTo("7d6c5b4a-3f2e-4d1c-8b0a-998877665544");
        assertThat(agent.occurredAt()).isEqualTo(Instant.parse("2025-03-04T09:16:21.437Z"));

        assertThat(message("auvious.message_created.bot.json").author().kind()).isEqualTo(Author.Kind.BOT);
        assertThat(message("auvious.message_created.unicode-multiline.json").text())
                .startsWith("Καλημέρα 👋\nHere")
                .endsWith("<b>Join</b> when ready.");
        assertThat(message("ocp.message_created.attachments-only.json"))
                .extracting(MessageReceived::text, MessageReceived::attachments)
                .containsExactly(
                        "",
                        List.of(
                                new IncomingAttachment(
                                        "att-6f5e4d3c2b1a", "invoice-10442.pdf", "application/pdf", 184320),
                                new IncomingAttachment("att-0a9b8c7d6e5f", "router-led.jpg", "image/jpeg", 51234)));
        assertThat(message("ocp.message_created.empty-content.json").attachments())
                .isEmpty();
    }

    private MessageReceived message(String name) {
        return (MessageReceived) only(name);
    }

    private ProviderEvent only(String name) {
        return translate("", name).getFirst();
    }

    private List<ProviderEvent> translate(String action, String name) {
        return webhooks.translate(new AcceptedWebhook(action, Samples.bytes(name), Samples.ARRIVAL));
    }
}
