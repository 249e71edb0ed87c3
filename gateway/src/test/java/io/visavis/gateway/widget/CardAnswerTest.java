package io.visavis.gateway.widget;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.spi.ProviderCommand.SubmitCard;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a visitor answers to a card, over HTTP. */
@MicronautTest(transactional = false)
@Property(name = "spec.name", value = "widget")
@Property(name = "visavis.rate-limits", value = "off")
class CardAnswerTest {
    @Inject
    EmbeddedServer server;

    @Inject
    LiveProviders providers;

    @Inject
    ConversationLog log;

    @Inject
    UnitOfWork units;

    private ShopChat chat;

    @BeforeEach
    void aChatWithACard() {
        chat = ShopChat.start(new HttpCalls(server.getURI()));
        EventData card = new EventData.MessageCreated(
                "msg_card",
                "",
                List.of(),
                new EventData.CardRef("application/vnd.microsoft.card.adaptive", "{}"),
                null);
        units.commit(() -> log.append(
                new ConversationId(chat.id()), NewEvent.of(Actor.of(Actor.Kind.AGENT, "a-1", "Nikos"), card)));
    }

    @Test
    void whatWasFilledInReachesTheVendorAsItIs() {
        String values = "{\"day\":\"Monday\",\"address\":{\"city\":\"Athens\",\"floors\":[1,2]}}";

        assertThat(answer("Send", values).status()).isEqualTo(202);

        Await.until("the vendor has the answer", () -> !answers().isEmpty());
        assertThat(answers()).singleElement().satisfies(told -> {
            assertThat(told.title()).isEqualTo("Send");
            assertThat(told.json()).isEqualTo(values);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\\n\\t"})
    void aBlankTitleCountsAsNone(String title) {
        Answer refused = answer(title, "{}");

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.fields()).isEqualTo("data.title");
        assertThat(answers()).isEmpty();
    }

    @Test
    void whatIsTooLongIsNamedHoweverDeepItStands() {
        String longest = "\"" + "x".repeat(4000) + "\"";
        String tooLong = "\"" + "x".repeat(4001) + "\"";

        assertThat(answer("Send", "{\"note\": " + longest + "}").status()).isEqualTo(202);
        assertRefused("{\"note\": " + tooLong + "}", "data.values.note", "4,000 characters");
        assertRefused("{\"a\": {\"b\": [" + tooLong + "]}}", "data.values.a.b[0]", "4,000 characters");
        assertRefused("{\"" + "n".repeat(101) + "\": 1}", "data.values", "100");
        assertRefused("{\"list\": [" + "1,".repeat(100) + "1]}", "data.values.list", "100");
    }

    private void assertRefused(String values, String field, String words) {
        Answer refused = answer("Send", values);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.fields()).isEqualTo(field);
        assertThat(refused.json().at("/errors/0/message").asText()).contains(words);
    }

    private Answer answer(String title, String values) {
        return chat.command(
                new HttpCalls(server.getURI()),
                "{\"id\": \"" + UUID.randomUUID()
                        + "\", \"type\": \"card.submit\", \"data\": {\"messageId\": \"msg_card\", \"title\": \"" + title
                        + "\", \"values\": " + values + "}}",
                chat.visitor());
    }

    private List<SubmitCard> answers() {
        FakeProvider vendor = (FakeProvider)
                providers.ofApplication(FakeSites.SHOP).getFirst().provider();
        return vendor.sent.stream()
                .filter(SubmitCard.class::isInstance)
                .map(SubmitCard.class::cast)
                .filter(card -> card.conversation().gatewayId().equals(chat.id()))
                .toList();
    }
}
