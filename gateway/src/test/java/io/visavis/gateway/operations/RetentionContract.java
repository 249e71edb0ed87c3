package io.visavis.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.AgentSightings;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.inbox.Inbox;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.outbox.OutboundCommand;
import io.visavis.gateway.outbox.Outbox;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.TimedJobs;
import io.visavis.gateway.widget.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is removed when, and that it is removed once. */
abstract class RetentionContract {
    private static final Duration DAY = Duration.ofDays(1);

    private final EngineFixture engine;
    private final ConnectionId connection = EngineFixture.connection();

    RetentionContract(Database database) {
        this.engine = EngineFixture.own(database);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private boolean run() {
        return engine.get(RetentionJob.class).runWhenDue();
    }

    private void pass(Duration time) {
        engine.clock().advance(time);
        assertThat(run()).isTrue();
    }

    private void end(ConversationId id) {
        engine.unitOfWork()
                .commit(() -> engine.get(ConversationLog.class)
                        .append(
                                id,
                                NewEvent.of(Actor.visitor(), EventData.ConversationEnded.forGood("visitor", null))));
    }

    private ConversationId chat(String vendorId) {
        return engine.chat(connection, vendorId);
    }

    private boolean stands(ConversationId id) {
        return engine.get(Conversations.class).find(id).isPresent();
    }

    private long rows(String table) {
        return engine.sql()
                .first("select count(*) from " + table, row -> row.getLong(1))
                .orElseThrow();
    }

    @Test
    void aConversationGoesAMonthBehindItsEndWithAllThatIsItsOwn() {
        ConversationId ended = chat("v1");
        ConversationId open = chat("v2");
        engine.unitOfWork()
                .commit(() -> engine.get(Outbox.class)
                        .enqueue(ended, new OutboundCommand.Message("msg_1", "hello", List.of())));
        Await.until("sent", () -> engine.types(ended).contains("message.accepted"));
        Path file = Uploads.store(engine, ended, "hello");
        Path other = Uploads.store(engine, open, "hello too");
        room(ended, "room_1");
        visit(ended);
        Instant left = engine.clock().instant();
        engine.unitOfWork()
                .commit(() -> engine.get(AgentSightings.class)
                        .put(ended, new AgentSightings.Sighting("agent-1", null, left, true)));
        end(ended);

        pass(DAY.multipliedBy(29));
        assertThat(stands(ended)).isTrue();
        assertThat(file).exists();

        pass(DAY.multipliedBy(2));
        assertThat(stands(ended)).isFalse();
        assertThat(stands(open)).isTrue();
        assertThat(file).doesNotExist();
        assertThat(other).exists();
        assertThat(engine.types(open)).containsExactly("conversation.created");
        for (String table : List.of(
                "outbox",
                "outbox_attempt",
                "sent_message",
                "agent_sighting",
                "widget_session",
                "widget_resume_token",
                "widget_start",
                "widget_command",
                "widget_handover",
                "call_room",
                "call_participant",
                "call_resume",
                "call_signal",
                "call_ticket",
                "call_device_check")) {
            assertThat(rows(table)).as(table).isZero();
        }
        assertThat(rows("conversation_vendor_id")).isEqualTo(1);
        assertThat(rows("widget_attachment")).isEqualTo(1);
    }

    @Test
    void aConversationThatNeverEndedGoesAQuarterBehindItsLastEvent() {
        ConversationId abandoned = chat("v1");
        ConversationId alive = chat("v2");
        pass(DAY.multipliedBy(60));
        engine.unitOfWork()
                .commit(() -> engine.get(ConversationLog.class)
                        .append(alive, NewEvent.of(Actor.visitor(), new EventData.CallRequested("room_1", "video"))));
        pass(DAY.multipliedBy(31));
        assertThat(stands(abandoned)).isFalse();
        assertThat(stands(alive)).isTrue();
        assertThat(rows("silence")).isEqualTo(1);
    }

    @Test
    void deliveriesAndSettledCommandsGoAfterAWeekAndWhatIsOpenStays() {
        ConversationId id = chat("v1");
        deliver("say v1 m1 hello");
        deliver("poison it");
        engine.unitOfWork()
                .commit(() ->
                        engine.get(Outbox.class).enqueue(id, new OutboundCommand.Message("msg_1", "hello", List.of())));
        Await.until("sent", () -> engine.types(id).contains("message.accepted"));
        Await.until("worked off", () -> engine.inbox(connection).equals(List.of("done", "parked/poison")));

        pass(DAY.multipliedBy(6));
        assertThat(engine.inbox(connection)).hasSize(2);
        pass(DAY.multipliedBy(2));
        assertThat(engine.inbox(connection)).containsExactly("parked/poison");
        assertThat(rows("outbox") + rows("outbox_attempt")).isZero();
        assertThat(engine.texts(id)).as("the log stays").containsExactly("hello");

        pass(DAY.multipliedBy(25));
        assertThat(engine.inbox(connection)).isEmpty();
    }

    @Test
    void manyPagesOfDeliveriesGoInOneRun() {
        Instant now = engine.clock().instant();
        List<Object[]> many = new ArrayList<>();
        for (int i = 0; i < 1203; i++) {
            many.add(
                    new Object[] {connection.value(), "key" + i, "", "", new byte[0], now, i == 700 ? "held" : "done"});
        }
        engine.unitOfWork()
                .commit(() -> engine.sql()
                        .batch(
                                "insert into inbox (connection_id, dedup_key, action, headers, body, received_at, state, tries)"
                                        + " values (?, ?, ?, ?, ?, ?, ?, 0)",
                                many));
        engine.clock().advance(DAY.multipliedBy(8));
        engine.unitOfWork().commit(() -> engine.sql().update("update inbox set state = 'parked' where state = 'held'"));
        run();
        assertThat(engine.inbox(connection)).hasSize(1);
    }

    @Test
    void filesThatNoConversationKnowsOfGoAfterADay() throws IOException {
        ConversationId id = chat("v1");
        Path known = Uploads.store(engine, id, "hello");
        Path lost = beside(known, '0', "");
        Path half = beside(known, '1', ".part");
        Path strangers = Files.writeString(known.resolveSibling("read me"), "not ours");
        Path underWay = beside(known, '2', ".part");
        Files.setLastModifiedTime(underWay, FileTime.from(engine.clock().instant()));
        pass(Duration.ofMinutes(11));
        assertThat(List.of(lost, half)).noneMatch(Files::exists);
        assertThat(List.of(known, strangers, underWay)).allMatch(Files::exists);
        pass(DAY);
        assertThat(underWay).doesNotExist();
        assertThat(known).exists();
    }

    /** A file such as a gateway leaves that dies in an upload. */
    private static Path beside(Path known, char digit, String suffix) throws IOException {
        return Files.writeString(known.resolveSibling(String.valueOf(digit).repeat(64) + suffix), "half");
    }

    @Test
    void expiredTicketsKeysAndTheSignalsOfClosedRoomsGo() {
        ConversationId id = chat("v1");
        visit(id);
        room(id, "room_1");
        engine.unitOfWork()
                .commit(() -> engine.sql()
                        .update(
                                "update call_room set open = false, closed_at = ?",
                                engine.clock().instant()));
        pass(DAY.minusMinutes(1));
        assertThat(rows("widget_stream_ticket")).isZero();
        assertThat(rows("widget_start")).isEqualTo(1);
        assertThat(rows("call_signal")).isEqualTo(1);
        pass(Duration.ofMinutes(11));
        assertThat(rows("widget_start")).isZero();
        assertThat(rows("widget_handover")).as("the one that can still be used").isEqualTo(1);
        assertThat(rows("call_signal")).isZero();
        assertThat(rows("call_room")).isEqualTo(1);
        assertThat(rows("widget_session")).isEqualTo(1);
    }

    @Test
    void oneOfManyNodesDoesItAndNotBeforeItIsDueAgain() throws Exception {
        List<Future<Boolean>> nodes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                nodes.add(threads.submit(this::run));
            }
        }
        assertThat(nodes.stream().filter(Future::resultNow)).hasSize(1);
        engine.clock().advance(Duration.ofMinutes(9));
        assertThat(run()).isFalse();
        engine.clock().advance(Duration.ofMinutes(1));
        assertThat(run()).isTrue();
    }

    @Test
    void aJobWhoseNodeFellSilentIsTakenOver() {
        TimedJobs jobs = engine.get(TimedJobs.class);
        assertThat(jobs.claim("sweep", Duration.ofMinutes(1))).isTrue();
        engine.clock().advance(Duration.ofMinutes(2));
        assertThat(jobs.claim("sweep", Duration.ofMinutes(1)))
                .as("somebody is at it")
                .isFalse();
        engine.clock().advance(Duration.ofMinutes(9));
        assertThat(jobs.claim("sweep", Duration.ofMinutes(1))).isTrue();
        assertThat(jobs.keep("sweep")).isTrue();
        jobs.release("sweep");
        assertThat(jobs.keep("sweep")).isFalse();
    }

    private void deliver(String script) {
        engine.get(Inbox.class).store(connection, engine.delivery(script), "");
    }

    private void visit(ConversationId id) {
        Instant now = engine.clock().instant();
        engine.unitOfWork().commit(() -> {
            Sql sql = engine.sql();
            sql.update("insert into widget_start values ('app_1', 'key', 'hash', ?, ?)", id.value(), now);
            sql.update("insert into widget_session values ('ses_1', ?, ?, null)", id.value(), now);
            sql.update("insert into widget_resume_token values ('hash', 'ses_1', null, 0, null)");
            sql.update("insert into widget_stream_ticket values ('hash', ?, ?, ?)", id.value(), now, now);
            sql.update("insert into widget_command values (?, 'cmd', 1, null, ?)", id.value(), now);
            String handover = "insert into widget_handover (token_hash, conversation_id, expires_at) values (?, ?, ?)";
            sql.update(handover, "short", id.value(), now);
            sql.update(handover, "long", id.value(), now.plus(DAY.multipliedBy(90)));
        });
    }

    private void room(ConversationId id, String room) {
        Instant now = engine.clock().instant();
        engine.unitOfWork().commit(() -> {
            Sql sql = engine.sql();
            sql.update(
                    "insert into call_room (room_id, application_id, destination, interaction_id, conversation_id,"
                            + " recording_id, engine, kind, open, joined, call_number, last_position, created_at)"
                            + " values (?, 'app_1', 'genesys', ?, ?, ?, 'peer', 'video', true, false, 1, 0, ?)",
                    room,
                    room,
                    id.value(),
                    room,
                    now);
            sql.update("insert into call_participant values ('par_1', ?, 'agent', 'Ada', ?, 0)", room, now);
            sql.update("insert into call_resume values ('hash', 'par_1', ?)", now);
            sql.update(
                    "insert into call_ticket (ticket_hash, seed, room_id, policy, source, created_at, expires_at)"
                            + " values ('hash', 'seed', ?, 'single', 'facade', ?, ?)",
                    room,
                    now,
                    now);
            sql.update("insert into call_signal values (?, 1, 'candidate', null, null, null, '{}')", room);
            sql.update(
                    "insert into call_device_check values ('chk_1', ?, ?, 'ok', 'ok', null, ?)", id.value(), room, now);
        });
    }
}
