package io.visavis.eightbyeight.inbound;

import static io.visavis.eightbyeight.inbound.Deliveries.AGENT;
import static io.visavis.eightbyeight.inbound.Deliveries.CONVERSATION;
import static io.visavis.eightbyeight.inbound.Deliveries.translate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.visavis.eightbyeight.WireSchemas;
import io.visavis.spi.Author;
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
import io.visavis.spi.ProviderEvent.MessagesRead;
import io.visavis.spi.ProviderEvent.Unrecognised;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each of the contract's events means to the conversation log. */
class ContractExamplesTest {
    private static final Correlation ABOUT = Correlation.conversation(CONVERSATION);

    static List<String> events() {
        List<String> names = new ArrayList<>(WireSchemas.examples("event-"));
        names.addAll(WireSchemas.examples("legacy-event-"));
        return names;
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsUnderstoodOrNamedAsUnknown(String name) {
        boolean foreign = name.contains("unknown-type") || name.contains("provider-specific");

        assertThat(translate(name)).allSatisfy(event -> {
            assertThat(event instanceof Unrecognised).isEqualTo(foreign);
            assertThat(event.correlation()).isEqualTo(ABOUT);
            assertThat(event.occurredAt()).isBefore(Deliveries.ARRIVAL);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event-web-hook-verify.json",
                "legacy-event-web-hook-verify.json",
                "event-conversation-update-created.json",
                "event-conversation-update-active-script.json",
                "event-members-changed-user-joined.json",
                "event-members-changed-user-left.json",
                "event-activity-adaptive-card-submit.json",
                "event-activity-adaptive-card-execute.json",
                "event-activity-quick-reply.json",
                "event-message-system.json",
                "event-message-workflow-page.json"
            })
    void whatWeDidOurselvesOrNobodyNeedsIsSilent(String name) {
        assertThat(translate(name)).isEmpty();
    }

    @Test
    void theQueueIsTheSameInBothGenerations() {
        ProviderEvent queued =
                new ConversationQueued(ABOUT, Instant.ofEpochMilli(1785060002000L), "118", "Returns chat", null, null);

        assertThat(translate("event-queued.json"))
                .containsExactly(queued)
                .isEqualTo(translate("legacy-event-queued.json"));
        assertThat(translate("event-conversation-update-active-queue.json"))
                .containsExactly(
                        new ConversationQueued(ABOUT, Instant.ofEpochMilli(1785060001000L), "118", null, null, null));
    }

    @Test
    void anAgentJoinsByAnyOfThreeEvents() {
        Instant at = Instant.ofEpochMilli(1785060033000L);
        assertThat(translate("event-members-changed-agent-joined.json"))
                .containsExactly(new AgentJoined(ABOUT, at, AGENT, null));
        assertThat(translate("legacy-event-agent-joined.json"))
                .containsExactly(new AgentJoined(ABOUT, at, AGENT, "Amir Okafor"));
        assertThat(translate("event-conversation-update-active-agent.json"))
                .containsExactly(new AgentJoined(ABOUT, at.plusSeconds(1), AGENT, null))
                .isEqualTo(translate("event-conversation-update-older-doc.json"));
    }

    @Test
    void anAgentWhoLeavesProbablyEndsIt() {
        Instant at = Instant.ofEpochMilli(1785060605000L);
        assertThat(translate("event-members-changed-agent-left.json"))
                .containsExactly(
                        new AgentLeft(ABOUT, at, AGENT),
                        new ConversationEnded(
                                ABOUT, at, ConversationEnded.Reason.AGENT, ConversationEnded.Certainty.LIKELY))
                .isEqualTo(translate("legacy-event-agent-left.json"));
    }

    @Test
    void idleIsTheEndForCertain() {
        assertThat(translate("event-conversation-update-idle.json"))
                .containsExactly(new ConversationEnded(
                        ABOUT,
                        Instant.ofEpochMilli(1785060610000L),
                        ConversationEnded.Reason.PROVIDER,
                        ConversationEnded.Certainty.FINAL));
    }

    @Test
    void aTransferIsTheSameInBothGenerations() {
        assertThat(translate("event-transfer.json"))
                .containsExactly(new ConversationTransferring(ABOUT, Instant.ofEpochMilli(1785060240000L)))
                .isEqualTo(translate("legacy-event-transfer.json"));
    }

    @Test
    void typingNamesTheAgentAndStopsWithAnEmptyList() {
        assertThat(translate("event-activity-typing-started.json"))
                .containsExactly(new AgentTyping(ABOUT, Instant.ofEpochMilli(1785060038000L), AGENT, true));
        assertThat(translate("event-activity-typing-stopped.json"))
                .containsExactly(new AgentTyping(ABOUT, Instant.ofEpochMilli(1785060040000L), null, false));
    }

    @Test
    void aReadReceiptOfTheAgentTellsUpToWhen() {
        assertThat(translate("event-activity-read-receipts.json"))
                .containsExactly(new MessagesRead(
                        ABOUT, Instant.ofEpochMilli(1785060123000L), Instant.ofEpochMilli(1785060122000L)));
    }

    @Test
    void textOfAnAgentIsTheSameInBothGenerationsButForTheName() {
        assertThat(message("event-message-agent-text.json"))
                .isEqualTo(new MessageReceived(
                        ABOUT,
                        Instant.ofEpochMilli(1785060040000L),
                        null,
                        new Author(Author.Kind.AGENT, AGENT, null),
                        "Hello Dana, I can help with that return.",
                        List.of(),
                        null));
        assertThat(message("legacy-event-text.json"))
                .extracting(MessageReceived::author, MessageReceived::text)
                .containsExactly(
                        new Author(Author.Kind.AGENT, AGENT, "Amir Okafor"),
                        "Hello Dana, I can help with that return.");
    }

    @Test
    void filesComeByIdAndNeverByTheirSignedAddress() {
        assertThat(message("event-message-agent-attachment.json").attachments())
                .containsExactly(new IncomingAttachment(
                        "N7yFq2LmXc0RbVw8KzTs5Aph3JdUoEi6GtQxYl9CvZa1Mn4Br_fSkWgDeHuIjOP-",
                        "label.pdf",
                        "application/pdf",
                        -1));
        assertThat(message("event-message-agent-attachment-only.json"))
                .extracting(
                        MessageReceived::text,
                        received -> received.attachments().getFirst().mediaType())
                .containsExactly("", "image/png");
        assertThat(message("event-message-agent-attachment-id-only.json").attachments())
                .extracting(IncomingAttachment::name, IncomingAttachment::mediaType)
                .containsExactly(tuple("file", null));
        assertThat(events())
                .allSatisfy(name -> assertThat(translate(name).toString()).doesNotContain("sig="));
    }

    @Test
    void cardsKeepTheirContentAndQuickRepliesBecomeOne() {
        assertThat(message("event-message-agent-adaptive-card.json").card())
                .satisfies(card -> assertThat(card.contentType()).isEqualTo("application/vnd.microsoft.card.adaptive"))
                .satisfies(card -> assertThat(card.json()).contains("\"Input.Date\""));

        MessageReceived choice = message("event-message-quick-replies.json");
        assertThat(choice.text()).isEqualTo("Which one?");
        assertThat(choice.card().contentType()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(WireSchemas.read(choice.card().json().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(WireSchemas.read("""
                        {"type": "AdaptiveCard", "version": "1.3", "body": [], "actions": [
                          {"type": "Action.Submit", "title": "Exchange", "data": {"postback": "exchange"}},
                          {"type": "Action.Submit", "title": "Refund", "data": {"postback": "refund"}}]}
                        """.getBytes(StandardCharsets.UTF_8)));
    }

    /** Free in form (contract 2.9): told as they are, for whoever can draw one. */
    @ParameterizedTest
    @ValueSource(strings = {"Interactive", "Location", "Template", "Suggestions", "Buttons", "Carousel"})
    void aMessagingAppsCardKeepsItsTypeAndContent(String type) {
        String delivery = WireSchemas.text("event-message-agent-adaptive-card.json")
                .replace("application/vnd.microsoft.card.adaptive", type);

        assertThat(((MessageReceived) Deliveries.translateText(delivery).getFirst()).card())
                .satisfies(card -> assertThat(card.contentType()).isEqualTo(type))
                .satisfies(card -> assertThat(card.json()).contains("\"Input.Date\""));
    }

    @Test
    void ourOwnWordsComingBackAreTheVisitorsForEveryone() {
        for (String echo : List.of("event-message-echo-user.json", "event-message-echo-bot.json")) {
            assertThat(message(echo).author()).isEqualTo(new Author(Author.Kind.VISITOR, null, null));
        }
    }

    private static MessageReceived message(String name) {
        return (MessageReceived) translate(name).getFirst();
    }
}
