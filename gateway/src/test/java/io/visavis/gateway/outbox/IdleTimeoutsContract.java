package io.visavis.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.LoggedEvent;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.inbox.Inbox;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.schema.JsonSchemas;
import io.visavis.spi.ProviderCommand.EndConversation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a silence ends a conversation, and what keeps it. */
abstract class IdleTimeoutsContract {
    private static final String EXPIRING = "conversation.expiring";
    private static final String ENDED = "conversation.ended";
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LEAD = Duration.ofMinutes(5);
    private static final Duration UNTIL_WARNED = DAY.minus(LEAD);

    private final Database database;
    private final ConnectionId connection = EngineFixture.connection();
    private EngineFixture engine;

    IdleTimeoutsContract(Database database) {
        this.database = database;
        this.engine = EngineFixture.own(database, Map.of("visavis.idle.after", "24h"));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private void with(Map<String, Object> settings) {
        engine.close();
        engine = EngineFixture.own(database, settings);
    }

    /** One that has an agent. */
    private ConversationId chat() {
        ConversationId id = engine.chat(connection);
        append(id, new EventData.AgentJoined("agent-1", "Ada", null));
        return id;
    }

    private void append(ConversationId id, EventData event) {
        engine.unitOfWork()
                .commit(() -> engine.get(ConversationLog.class).append(id, NewEvent.of(Actor.system(), event)));
    }

    private void pass(Duration time) {
        engine.clock().advance(time);
        engine.get(IdleTimeouts.class).look();
    }

    private Instant now() {
        return engine.clock().instant();
    }

    private LoggedEvent last(ConversationId id) {
        return engine.log(id).getLast();
    }

    private String lastType(ConversationId id) {
        return last(id).type().wireName();
    }

    private long count(ConversationId id, String type) {
        return engine.types(id).stream().filter(type::equals).count();
    }

    private long rows(String table) {
        return engine.sql()
                .first("select count(*) from " + table, row -> row.getLong(1))
                .orElseThrow();
    }

    private void assertFollowsItsSchema(LoggedEvent event) throws Exception {
        assertThat(engine.get(JsonSchemas.class)
                        .check("events/v1/" + event.type().wireName(), new ObjectMapper().readTree(event.data())))
                .isEmpty();
    }

    private void assertEnded(ConversationId id) {
        assertThat(lastType(id)).isEqualTo(ENDED);
        assertThat(rows("outbox where kind = 'end'")).isEqualTo(1);
        assertThat(rows("silence")).isZero();
        Await.until(
                "the vendor is told",
                () -> engine.vendor(connection).sent.stream().anyMatch(EndConversation.class::isInstance));
        assertThat(engine.vendor(connection).sent).hasSize(1);
    }

    @Test
    void silenceWarnsOnceAndThenEndsItHereAndAtTheVendor() throws Exception {
        ConversationId id = chat();
        pass(UNTIL_WARNED.minusSeconds(1));
        assertThat(lastType(id)).isEqualTo("agent.joined");

        pass(Duration.ofSeconds(1));
        assertThat(lastType(id)).isEqualTo(EXPIRING);
        assertThat(last(id).actor()).isEqualTo(Actor.system());
        assertThat(last(id).data()).contains("\"expiresAt\":\"" + now().plus(LEAD) + "\"");
        assertFollowsItsSchema(last(id));

        pass(LEAD.minusSeconds(1));
        assertThat(engine.types(id)).hasSize(3);
        assertThat(rows("outbox")).isZero();

        pass(Duration.ofSeconds(1));
        assertThat(last(id).data()).contains("\"timeout\"", "\"reopens\":false");
        assertFollowsItsSchema(last(id));
        assertEnded(id);

        pass(DAY);
        pass(DAY);
        assertThat(engine.types(id)).hasSize(4);
        assertThat(rows("outbox")).isEqualTo(1);
    }

    @Test
    void manyNodesWarnAndEndOnce() throws Exception {
        ConversationId id = chat();
        engine.clock().advance(UNTIL_WARNED);
        lookOnMany();
        assertThat(count(id, EXPIRING)).isEqualTo(1);
        engine.clock().advance(LEAD);
        lookOnMany();
        assertThat(count(id, ENDED)).isEqualTo(1);
        assertEnded(id);
    }

    private void lookOnMany() {
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                nodes.execute(engine.get(IdleTimeouts.class)::look);
            }
        }
    }

    @Test
    void aWordAfterTheWarningBeginsANewSilenceWithAWarningOfItsOwn() {
        ConversationId id = chat();
        pass(UNTIL_WARNED);
        engine.clock().advance(Duration.ofMinutes(2));
        engine.get(Inbox.class)
                .store(connection, engine.delivery("say v-" + connection.value() + " m1 Still there?"), "");
        Await.until("said", () -> engine.texts(id).contains("Still there?"));

        pass(Duration.ofMinutes(3));
        pass(UNTIL_WARNED.minusMinutes(4));
        assertThat(lastType(id)).isEqualTo("message.created");
        pass(Duration.ofMinutes(1));
        assertThat(count(id, EXPIRING)).isEqualTo(2);
        assertThat(count(id, ENDED)).isZero();

        pass(LEAD);
        assertEnded(id);
    }

    @Test
    void whateverHappensBreaksTheSilence() {
        Map<ConversationId, EventData> chats = chats(
                new EventData.MessageCreated("m", "hello", List.of(), null, null),
                new EventData.MessageRead(Instant.EPOCH),
                new EventData.AgentTyping(true),
                new EventData.AgentLeft(null),
                new EventData.ConversationQueued(null, null, null, null, "unknown"),
                new EventData.CallRequested("room_1", "video"));
        engine.clock().advance(UNTIL_WARNED.minusSeconds(1));
        chats.forEach(this::append);
        pass(UNTIL_WARNED.minusSeconds(1));
        assertThat(chats.keySet())
                .allSatisfy(id -> assertThat(count(id, EXPIRING)).isZero());
        chats.forEach(this::append);
        pass(UNTIL_WARNED);
        assertThat(chats.keySet())
                .allSatisfy(id -> assertThat(count(id, EXPIRING)).isEqualTo(1));
        chats.forEach(this::append);
        pass(LEAD);
        assertThat(chats.keySet()).allSatisfy(id -> assertThat(count(id, ENDED)).isZero());
    }

    @Test
    void whatTheGatewaySaysByItselfBreaksNoSilence() {
        Map<ConversationId, EventData> chats = chats(
                new EventData.QueueUpdated(null, null, null, 60L, "estimated"),
                new EventData.ProviderUnavailable(Instant.EPOCH, "unavailable"));
        engine.clock().advance(UNTIL_WARNED.minusSeconds(1));
        chats.forEach(this::append);
        pass(Duration.ofSeconds(1));
        assertThat(chats.keySet()).allSatisfy(id -> assertThat(lastType(id)).isEqualTo(EXPIRING));
        chats.forEach(this::append);
        pass(LEAD);
        assertThat(chats.keySet()).allSatisfy(id -> assertThat(lastType(id)).isEqualTo(ENDED));
    }

    private Map<ConversationId, EventData> chats(EventData... events) {
        Map<ConversationId, EventData> chats = new LinkedHashMap<>();
        for (EventData event : events) {
            ConversationId id = engine.chat(EngineFixture.connection());
            append(id, new EventData.AgentJoined("agent-1", "Ada", null));
            chats.put(id, event);
        }
        return chats;
    }

    @Test
    void aCallThatRunsHoldsItAndARoomThatNobodyEnteredDoesNot() {
        ConversationId id = chat();
        room(id, true);
        pass(UNTIL_WARNED);
        pass(UNTIL_WARNED);
        assertThat(count(id, EXPIRING)).isZero();

        engine.unitOfWork().commit(() -> engine.sql().update("update call_room set joined = false"));
        pass(UNTIL_WARNED);
        assertThat(count(id, EXPIRING)).isEqualTo(1);
        pass(LEAD);
        assertEnded(id);
    }

    private void room(ConversationId id, boolean joined) {
        engine.unitOfWork()
                .commit(() -> engine.sql()
                        .update(
                                "insert into call_room (room_id, application_id, destination, interaction_id,"
                                        + " conversation_id, recording_id, engine, kind, open, joined, call_number,"
                                        + " last_position, created_at)"
                                        + " values ('room_1', 'app_1', 'widget', 'i', ?, 'rec_1', 'peer', 'video', true,"
                                        + " ?, 1, 0, ?)",
                                id.value(),
                                joined,
                                now()));
    }

    @Test
    void whoWaitsIsKeptByAPanelThatIsOpenAndWhoHasLeftIsNot() {
        ConversationId id = engine.chat(connection);
        append(id, new EventData.ConversationQueued(null, null, null, null, "unknown"));
        engine.unitOfWork().commit(() -> {
            engine.sql().update("insert into widget_session values ('ses_1', ?, ?, null)", id.value(), now());
            engine.sql().update("insert into widget_resume_token values ('hash', 'ses_1', null, 0, null)");
        });
        pass(UNTIL_WARNED);
        assertThat(count(id, EXPIRING))
                .as("an hour may pass without a new token")
                .isZero();
        engine.unitOfWork()
                .commit(() -> engine.sql().update("update widget_resume_token set uses = 1, first_use_at = ?", now()));

        pass(UNTIL_WARNED);
        assertThat(count(id, EXPIRING)).isZero();
        pass(Duration.ofHours(1).minusSeconds(1));
        assertThat(count(id, EXPIRING)).isZero();
        pass(Duration.ofSeconds(1));
        assertThat(count(id, EXPIRING)).isEqualTo(1);
        pass(LEAD);
        assertEnded(id);
    }

    @Test
    void whatHasAnAgentIsNotKeptByAPanel() {
        ConversationId id = chat();
        engine.clock().advance(UNTIL_WARNED);
        engine.unitOfWork().commit(() -> {
            engine.sql().update("insert into widget_session values ('ses_1', ?, ?, null)", id.value(), now());
            engine.sql().update("insert into widget_resume_token values ('hash', 'ses_1', null, 0, null)");
        });
        pass(Duration.ZERO);
        assertThat(lastType(id)).isEqualTo(EXPIRING);
    }

    @Test
    void aGatewayThatWasDownForLongStillWarnsInTime() {
        ConversationId id = chat();
        pass(DAY.multipliedBy(3));
        assertThat(lastType(id)).isEqualTo(EXPIRING);
        assertThat(last(id).data()).contains(now().plus(LEAD).toString());
        pass(LEAD);
        assertEnded(id);
    }

    @Test
    void whatIsOverIsForgottenAndWhatIsTakenUpAgainIsNot() {
        ConversationId id = chat();
        append(id, new EventData.ConversationEnded("provider", null, true));
        assertThat(rows("silence")).isZero();
        pass(DAY.multipliedBy(2));
        assertThat(lastType(id)).isEqualTo(ENDED);

        engine.unitOfWork()
                .commit(() -> engine.get(ConversationLog.class)
                        .append(
                                id,
                                NewEvent.of(
                                        Actor.visitor(),
                                        new EventData.MessageCreated("m", "One more", List.of(), null, null))));
        pass(UNTIL_WARNED);
        assertThat(lastType(id)).isEqualTo(EXPIRING);
        pass(LEAD);
        assertEnded(id);
    }

    @Test
    void switchedOffNobodyIsWarnedHoweverLongTheSilence() {
        with(Map.of("visavis.idle.after", "0s"));
        ConversationId id = chat();
        pass(DAY.multipliedBy(80));
        assertThat(lastType(id)).isEqualTo("agent.joined");
        assertThat(rows("silence")).as("for when it is switched on").isEqualTo(1);
    }

    @Test
    void withoutAWarningItEndsAtOnceAndAWarningTakesHalfOfTheSilenceAtMost() {
        with(Map.of("visavis.idle.after", "1h", "visavis.idle.warning", "0s"));
        ConversationId unwarned = chat();
        pass(Duration.ofHours(1));
        assertThat(engine.types(unwarned)).containsExactly("conversation.created", "agent.joined", ENDED);
        assertEnded(unwarned);

        with(Map.of("visavis.idle.after", "1h", "visavis.idle.warning", "2h"));
        ConversationId warned = chat();
        pass(Duration.ofMinutes(29));
        assertThat(count(warned, EXPIRING)).isZero();
        pass(Duration.ofMinutes(1));
        assertThat(count(warned, EXPIRING)).isEqualTo(1);
        pass(Duration.ofMinutes(30));
        assertEnded(warned);
    }
}
