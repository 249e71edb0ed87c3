package io.visavis.gateway.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.spi.ProviderCommand.UpdateConversation;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page, or a server, changes of a chat that runs, over HTTP. */
@MicronautTest(transactional = false)
@Property(name = "spec.name", value = "widget")
@Property(name = "visavis.rate-limits", value = "off")
class ConversationUpdateTest {
    private static final String SERVER = "Bearer server-of-app_shop";

    @Inject
    EmbeddedServer server;

    @Inject
    LiveProviders providers;

    @Inject
    ConversationLog log;

    @Inject
    Conversations conversations;

    @Inject
    UnitOfWork units;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoTheVisitorIsAndWhereTheChatGoesReachTheVendorWhileTheVisitorWaits(boolean byServer) {
        ShopChat chat = start();

        expect(update(chat, """
                {"customer": {"name": "Mia Mint", "language": "de"}, "context": {"plan": "gold"},
                 "options": {"fake-queue": "loans"}}""", byServer ? SERVER : chat.visitor()), 202);

        UpdateConversation told = told(chat);
        assertThat(told.customer().name()).isEqualTo("Mia Mint");
        assertThat(told.customer().language()).isEqualTo("de");
        assertThat(told.customer().email()).isNull();
        assertThat(told.context()).isEqualTo(Map.of("plan", "gold"));
        assertThat(told.options()).isEqualTo(Map.of("fake-queue", "loans"));
    }

    @Test
    void whatTakesChangesSaysSoAmongItsCapabilities() {
        Answer application =
                calls().send("GET", "/api/widget/v1/applications/app_shop", null, "Accept", "application/json");
        expect(application, 200);
        assertThat(application.json().at("/modes/0/capabilities/contextUpdate").asText())
                .as(application.text())
                .isEqualTo("native");
    }

    @Test
    void aMisspeltOptionIsNamedWithTheOneThatWasMeantAndNothingIsTaken() {
        ShopChat chat = start();
        for (String caller : List.of(chat.visitor(), SERVER)) {
            Answer refused = update(chat, """
                    {"customer": {"email": "mia"}, "options": {"fake-quue": "loans"}}""", caller);

            expect(refused, 400);
            assertThat(refused.fields()).contains("data.options.fake-quue", "data.customer.email");
            assertThat(refused.text()).contains("did you mean fake-queue?");
        }
        expect(update(chat, "{\"options\": {\"colour-of-the-sky\": \"blue\"}}"), 400);
        assertThat(updates(chat)).isEmpty();
    }

    @Test
    void anOptionThatHoldsForTheWholeChatIsNamedAndNothingIsTaken() {
        ShopChat chat = start();
        Answer refused = update(chat, "{\"options\": {\"fake-queue\": \"loans\", \"fake-door\": \"side\"}}");

        expect(refused, 400);
        assertThat(refused.fields()).isEqualTo("data.options.fake-door");
        assertThat(refused.text()).contains("can be set at the start of a chat only");
        assertThat(updates(chat)).isEmpty();
        expect(update(chat, "{\"options\": {\"fake-queue\": \"loans\", \"fake-door\": \" \"}}"), 202);
    }

    @Test
    void aNewNameIsTheChatsOwnAndOtherNewsLeavesIt() {
        ShopChat chat = start();
        expect(update(chat, "{\"customer\": {\"name\": \"Mia Mint\"}}"), 202);
        assertThat(nameOf(chat)).isEqualTo("Mia Mint");
        expect(update(chat, "{\"customer\": {\"language\": \"de\"}}"), 202);
        assertThat(nameOf(chat)).isEqualTo("Mia Mint");
    }

    /** As call pages read it whenever somebody enters. */
    private @Nullable String nameOf(ShopChat chat) {
        return conversations.find(new ConversationId(chat.id())).orElseThrow().customerName();
    }

    @Test
    void whereAChatGoesStandsOnceAnAgentHasIt() {
        ShopChat chat = start();
        happens(chat, new EventData.AgentJoined("a-1", "Nikos", "i-1"));

        Answer refused = update(chat, "{\"options\": {\"fake-queue\": \"loans\"}}");
        expect(refused, 409);
        assertThat(refused.json().path("type").asText()).endsWith("/no-longer-waiting");
        happens(chat, new EventData.ConversationTransferring());
        expect(update(chat, "{\"options\": {\"fake-queue\": \"loans\"}}"), 409);

        expect(update(chat, "{\"customer\": {\"name\": \"Mia\"}, \"options\": {\"fake-queue\": \" \"}}"), 202);
        assertThat(told(chat).options()).isEmpty();
    }

    @Test
    void aChangeThatTheVendorRefusesIsToldUnderItsCommandsId() {
        ShopChat chat = start();
        String id = UUID.randomUUID().toString();
        expect(update(chat, id, "{\"context\": {\"refused\": \"yes\"}}", chat.visitor()), 202);

        Await.until("told", () -> !failures(chat).isEmpty());
        assertThat(failures(chat)).singleElement().satisfies(failed -> {
            assertThat(failed.path("messageId").asText()).isEqualTo(id);
            assertThat(failed.path("command").asText()).isEqualTo("conversation.update");
            assertThat(failed.path("reason").asText()).isEqualTo("rejected");
        });
    }

    @Test
    void aChangeThatComesAgainGetsItsFirstAnswerThoughItsConnectionIsOff() {
        ShopChat chat = start();
        String id = UUID.randomUUID().toString();
        Answer first = update(chat, id, "{\"context\": {\"plan\": \"gold\"}}", chat.visitor());
        expect(first, 202);

        vendor().off = true;
        try {
            Answer again = update(chat, id, "{\"context\": {\"plan\": \"gold\"}}", chat.visitor());
            expect(again, 202);
            assertThat(again.json()).isEqualTo(first.json());
            expect(update(chat, "{\"context\": {\"plan\": \"silver\"}}"), 503);
        } finally {
            vendor().off = false;
        }
    }

    private ShopChat start() {
        return ShopChat.start(calls());
    }

    private Answer update(ShopChat chat, String data) {
        return update(chat, data, chat.visitor());
    }

    private Answer update(ShopChat chat, String data, String caller) {
        return update(chat, UUID.randomUUID().toString(), data, caller);
    }

    private Answer update(ShopChat chat, String id, String data, String caller) {
        return chat.command(
                calls(), "{\"id\": \"" + id + "\", \"type\": \"conversation.update\", \"data\": " + data + "}", caller);
    }

    private HttpCalls calls() {
        return new HttpCalls(server.getURI());
    }

    private static void expect(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }

    private void happens(ShopChat chat, EventData data) {
        units.commit(() -> log.append(new ConversationId(chat.id()), NewEvent.of(Actor.system(), data)));
    }

    private UpdateConversation told(ShopChat chat) {
        Await.until("the vendor knows", () -> !updates(chat).isEmpty());
        return updates(chat).getFirst();
    }

    /** What the stream tells of failures. */
    private List<JsonNode> failures(ShopChat chat) {
        return chat.events(calls())
                .json()
                .path("events")
                .valueStream()
                .filter(event -> event.path("type").asText().equals("message.failed"))
                .map(event -> event.path("data"))
                .toList();
    }

    private FakeProvider vendor() {
        return (FakeProvider) providers.ofApplication(FakeSites.SHOP).getFirst().provider();
    }

    private List<UpdateConversation> updates(ShopChat chat) {
        return vendor().sent.stream()
                .filter(UpdateConversation.class::isInstance)
                .map(UpdateConversation.class::cast)
                .filter(update -> update.conversation().gatewayId().equals(chat.id()))
                .toList();
    }
}
