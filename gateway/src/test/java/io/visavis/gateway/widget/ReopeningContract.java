package io.visavis.gateway.widget;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.access.Application;
import io.visavis.gateway.access.StoredApplications;
import io.visavis.gateway.access.TokenIssuer;
import io.visavis.gateway.access.TokenKind;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationState;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.LikelyEnds;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.engine.ScriptedVendor;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import io.visavis.gateway.inbox.Inbox;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.spi.ProviderCommand.SendMessage;
import io.visavis.spi.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a conversation that is over when its visitor writes again, over HTTP. */
abstract class ReopeningContract {
    private static final String ENDED = "conversation.ended";
    private static final String REOPENS = "\"reopens\":true";

    private final EngineFixture engine;
    private final ConnectionId connection = EngineFixture.reopening();
    private final String vendorId = "v-" + connection.value();
    private final ScriptedVendor vendor;

    ReopeningContract(Database database) {
        this.engine = EngineFixture.shared(database);
        this.vendor = engine.vendor(connection);
    }

    @BeforeEach
    void haveTheApplication() {
        ApplicationId id = new ApplicationId("app_1");
        StoredApplications applications = engine.get(StoredApplications.class);
        if (applications.find(id).isEmpty()) {
            Application shop =
                    new Application(id, "Shop", List.of(), Map.of(), Map.of(), null, Instant.EPOCH, Instant.EPOCH);
            engine.unitOfWork().commit(() -> applications.add(shop));
        }
    }

    private ConversationId served(ConnectionId by) {
        ConversationId id = engine.chat(by);
        deliver(by, "queued v-" + by.value() + " q1 Sales");
        deliver(by, "joined v-" + by.value() + " j1 agent-1");
        Await.until("joined", () -> engine.types(id).contains("agent.joined"));
        return id;
    }

    private ConversationId over() {
        ConversationId id = served(connection);
        deliver(connection, "ended " + vendorId + " e1");
        Await.until("ended", () -> engine.types(id).contains(ENDED));
        return id;
    }

    private void deliver(ConnectionId to, String script) {
        engine.get(Inbox.class).store(to, engine.delivery(script), "");
    }

    private Answer send(ConversationId id, String type, String data) {
        String token = engine.get(TokenIssuer.class)
                .issue(TokenKind.WIDGET, id.value(), Map.of("aid", "app_1"), Duration.ofHours(1))
                .value();
        return new HttpCalls(engine.address())
                .send(
                        "POST",
                        "/api/widget/v1/conversations/" + id.value() + "/commands",
                        "{\"id\": \"" + UUID.randomUUID() + "\", \"type\": \"" + type + "\", \"data\": " + data + "}",
                        "Authorization",
                        "Bearer " + token,
                        "Content-Type",
                        "application/json");
    }

    private Answer say(ConversationId id, String text) {
        return send(id, "message.send", "{\"text\": \"" + text + "\"}");
    }

    private Conversation now(ConversationId id) {
        return engine.get(Conversations.class).find(id).orElseThrow();
    }

    private String last(ConversationId id, String type) {
        return engine.log(id).stream()
                .filter(event -> event.type().wireName().equals(type))
                .toList()
                .getLast()
                .data();
    }

    private List<String> behindTheEnd(ConversationId id) {
        List<String> types = engine.types(id);
        return types.subList(types.indexOf(ENDED) + 1, types.size());
    }

    @Test
    void theVisitorsNextWordsTakeItUpAgainInTheSameLog() {
        ConversationId id = over();
        assertThat(last(id, ENDED)).contains(REOPENS);

        assertThat(say(id, "One more thing").status()).isEqualTo(202);

        Await.until("waiting", () -> now(id).state() == ConversationState.QUEUED);
        assertThat(behindTheEnd(id)).containsExactly("message.created", "message.accepted", "conversation.queued");
        assertThat(now(id).agentId()).as("nobody has it yet").isNull();
        assertThat(now(id).endedAt()).isNull();
        assertThat(vendor.sent)
                .singleElement()
                .isInstanceOfSatisfying(
                        SendMessage.class,
                        said -> assertThat(said.conversation().vendorId()).isEqualTo(vendorId));

        deliver(connection, "queued " + vendorId + " q2 Sales");
        deliver(connection, "joined " + vendorId + " j2 agent-2");
        Await.until("joined", () -> now(id).state() == ConversationState.ACTIVE);
        assertThat(now(id).agentId()).isEqualTo("agent-2");
        assertThat(last(id, "conversation.queue-updated")).contains("Sales");

        deliver(connection, "ended " + vendorId + " e2");
        Await.until("over again", () -> now(id).ended());
        assertThat(say(id, "And another").status()).isEqualTo(202);
    }

    @Test
    void anEndThatWasLikelyIsTakenBackAsWell() {
        ConversationId id = served(connection);
        engine.clock().advance(Duration.ofMillis(5));
        deliver(connection, "left " + vendorId + " l1 agent-1");
        Await.until("left", () -> engine.types(id).contains("agent.left"));
        engine.clock().advance(Duration.ofSeconds(16));
        engine.get(LikelyEnds.class).endWhatIsDue();
        assertThat(last(id, ENDED)).contains("\"agent\"", REOPENS);

        assertThat(say(id, "One more thing").status()).isEqualTo(202);

        Await.until("waiting", () -> now(id).state() == ConversationState.QUEUED);
        engine.clock().advance(Duration.ofHours(1));
        engine.get(LikelyEnds.class).endWhatIsDue();
        assertThat(now(id).ended()).as("ended by what is long settled").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"REJECTED, rejected, failed", "CONVERSATION_OVER, conversation-over, provider"})
    void whereTheVendorWillNotTheMessageFailsAndItIsOverForGood(
            ProviderException.Kind kind, String why, String endReason) {
        ConversationId id = over();
        vendor.answers.add(_ -> {
            throw new ProviderException(kind, "as told");
        });

        assertThat(say(id, "One more thing").status()).isEqualTo(202);

        Await.until("over again", () -> behindTheEnd(id).contains(ENDED));
        assertThat(behindTheEnd(id)).containsExactly("message.created", "message.failed", ENDED);
        assertThat(last(id, "message.failed")).contains(why);
        assertThat(last(id, ENDED)).contains(endReason, "\"reopens\":false");
        assertOverForGood(say(id, "Hello?"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofWordsThatFollowEachOtherTheLastDecideWhetherItGoesOn(boolean taken) {
        ConversationId id = over();
        vendor.answers.add(_ -> {
            assertThat(say(id, "Are you there?").status()).isEqualTo(202);
            throw new ProviderException(ProviderException.Kind.REJECTED, "not yet");
        });
        if (!taken) {
            vendor.answers.add(_ -> {
                throw new ProviderException(ProviderException.Kind.REJECTED, "never");
            });
        }

        assertThat(say(id, "One more thing").status()).isEqualTo(202);

        Await.until("decided", () -> behindTheEnd(id).size() == 5);
        assertThat(behindTheEnd(id))
                .startsWith("message.created", "message.created", "message.failed")
                .endsWith(
                        taken
                                ? new String[] {"message.accepted", "conversation.queued"}
                                : new String[] {"message.failed", ENDED});
        assertThat(now(id).state()).isEqualTo(taken ? ConversationState.QUEUED : ConversationState.ENDED);
        if (!taken) {
            assertOverForGood(say(id, "Hello?"));
        }
    }

    @Test
    void wordsThatCrossTheEndTakeItUpAgainOnceTheVendorSaysSo() {
        ConversationId id = over();
        engine.clock().advance(Duration.ofMillis(5));

        deliver(connection, "queued " + vendorId + " q2 Sales");

        Await.until("waiting", () -> now(id).state() == ConversationState.QUEUED);
        assertThat(behindTheEnd(id)).containsExactly("conversation.queued");
        assertThat(last(id, "conversation.queued")).contains("Sales");
    }

    @Test
    void whatHappenedBeforeTheEndAndIsToldLateTakesNothingUp() {
        ConversationId id = over();

        deliver(connection, "queued " + vendorId + " q2 Sales");
        deliver(connection, "joined " + vendorId + " j2 agent-2");
        deliver(connection, "say " + vendorId + " m2 Goodbye");

        Await.until("the words are kept", () -> engine.texts(id).contains("Goodbye"));
        assertThat(behindTheEnd(id)).containsExactly("message.created");
        assertThat(now(id).ended()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"endedAt", "leftAt"})
    void anEndFromBeforeThatIsToldLateDoesNotEndWhatHasBeenTakenUp(String news) {
        ConversationId id = over();
        Instant before = engine.clock().instant();
        engine.clock().advance(Duration.ofSeconds(1));
        assertThat(say(id, "One more thing").status()).isEqualTo(202);
        Await.until("waiting", () -> now(id).state() == ConversationState.QUEUED);

        assertGoesOnBehind(id, news + " " + vendorId + " e2 " + before);
        deliver(connection, "ended " + vendorId + " e3");
        Await.until("over again", () -> now(id).ended());
    }

    @ParameterizedTest
    @ValueSource(strings = {"endedAt", "leftAt"})
    void anEndThatTheVendorsOwnNewsHaveOvertakenEndsNothing(String news) {
        ConversationId id = served(connection);
        engine.clock().advance(Duration.ofMillis(5));
        deliver(connection, "left " + vendorId + " l1 agent-1");
        Await.until("left", () -> engine.types(id).contains("agent.left"));
        Instant before = engine.clock().instant();
        engine.clock().advance(Duration.ofSeconds(1));
        deliver(connection, "queued " + vendorId + " q2 Support");
        Await.until("waiting", () -> now(id).state() == ConversationState.QUEUED);

        assertGoesOnBehind(id, news + " " + vendorId + " e2 " + before);
    }

    private void assertGoesOnBehind(ConversationId id, String end) {
        deliver(connection, end);
        deliver(connection, "system " + vendorId + " s1 noted");
        Await.until("taken in", () -> engine.texts(id).contains("noted"));
        engine.clock().advance(Duration.ofSeconds(16));
        engine.get(LikelyEnds.class).endWhatIsDue();
        assertThat(now(id).state()).isEqualTo(ConversationState.QUEUED);
    }

    @Test
    void aQueueThatIsToldBehindTheGraceTimeTakesUpWhatWasLeftBeforeIt() {
        ConversationId id = served(connection);
        engine.clock().advance(Duration.ofMillis(5));
        deliver(connection, "left " + vendorId + " l1 agent-1");
        Await.until("left", () -> engine.types(id).contains("agent.left"));
        Instant meanwhile = engine.clock().instant().plusSeconds(10);
        engine.clock().advance(Duration.ofSeconds(16));
        engine.get(LikelyEnds.class).endWhatIsDue();
        Await.until("over", () -> now(id).ended());

        deliver(connection, "queuedAt " + vendorId + " q2 " + meanwhile);

        Await.until("waiting", () -> now(id).state() == ConversationState.QUEUED);
    }

    @Test
    void aVisitorWhoHasLeftBeginsAnew() {
        ConversationId id = served(connection);
        assertThat(send(id, "conversation.end", "{}").status()).isEqualTo(202);
        engine.clock().advance(Duration.ofMillis(5));

        deliver(connection, "ended " + vendorId + " e1");
        deliver(connection, "queued " + vendorId + " q2 Sales");
        deliver(connection, "say " + vendorId + " m2 Goodbye");

        Await.until("the words are kept", () -> engine.texts(id).contains("Goodbye"));
        assertThat(behindTheEnd(id)).containsExactly("message.created");
        assertThat(last(id, ENDED)).contains("\"reopens\":false");
        assertOverForGood(say(id, "Hello?"));
    }

    @Test
    void whereTheVendorCannotItIsOverForGood() {
        ConnectionId plain = EngineFixture.connection();
        ConversationId id = served(plain);
        deliver(plain, "ended v-" + plain.value() + " e1");
        Await.until("ended", () -> engine.types(id).contains(ENDED));

        assertThat(last(id, ENDED)).contains("\"reopens\":false");
        assertOverForGood(say(id, "Hello?"));
        assertThat(engine.vendor(plain).sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"typing.set {\"typing\": true}", "call.request {\"kind\": \"video\"}"})
    void onlyWordsTakeItUp(String command) {
        ConversationId id = over();
        String[] typeAndData = command.split(" ", 2);

        assertOverForGood(send(id, typeAndData[0], typeAndData[1]));
        assertThat(behindTheEnd(id)).isEmpty();
    }

    private static void assertOverForGood(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.text()).contains("conversation-ended", "restart");
    }
}
