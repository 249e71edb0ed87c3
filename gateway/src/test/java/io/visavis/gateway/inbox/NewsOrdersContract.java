package io.visavis.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationState;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.LikelyEnds;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Each order in which a vendor can tell a few news comes to what the order by its clock comes to, on whatever database. All
 * orders are told at once, each to a chat of its own, one of the news in each round.
 */
abstract class NewsOrdersContract {
    private static final String COMES = "joinedAt ada";
    private static final String GOES = "agentLeftAt ada";
    private static final String WAITS = "queuedAt nobody";
    private static final String HANDS_ON = "transferAt nobody";
    private static final String NEXT_COMES = "joinedAt bob";
    private static final String NEXT_GOES = "agentLeftAt bob";

    /** In the order in which they happen. */
    private static final List<List<String>> STORIES = List.of(
            List.of(COMES, GOES),
            List.of(COMES, GOES, COMES),
            List.of(COMES, GOES, WAITS),
            List.of(COMES, GOES, WAITS, COMES),
            List.of(COMES, GOES, WAITS, NEXT_COMES),
            List.of(COMES, NEXT_COMES, NEXT_GOES),
            List.of(WAITS, COMES, GOES, COMES),
            List.of(WAITS, COMES, NEXT_COMES, GOES),
            List.of(COMES, HANDS_ON, GOES),
            List.of(COMES, HANDS_ON, GOES, NEXT_COMES));

    private final EngineFixture engine;
    private final ConnectionId connection = EngineFixture.connection();
    private final List<Telling> tellings = new ArrayList<>();

    NewsOrdersContract(Database database) {
        this.engine = EngineFixture.shared(database);
    }

    /** One story in one order, told to one chat; {@code order} holds places in the story. */
    private record Telling(ConversationId chat, String vendorId, List<String> story, List<Integer> order) {
        @Override
        public String toString() {
            return order.stream().map(place -> story.get(place) + "@" + place).toList() + "";
        }
    }

    @Test
    void whoHasItInTheEndIsWhoHasItByTheClockInEachOrder() {
        STORIES.forEach(this::prepare);

        tellAll(1);

        SoftAssertions.assertSoftly(softly -> tellings.forEach(telling ->
                softly.assertThat(outcome(telling)).as(telling.toString()).isEqualTo(outcomeInOrder(telling.story()))));
        assertThat(STORIES.stream().map(this::outcomeInOrder))
                .containsExactly(
                        "ENDED null",
                        "ACTIVE ada",
                        "QUEUED null",
                        "ACTIVE ada",
                        "ACTIVE bob",
                        "ENDED null",
                        "ACTIVE ada",
                        "ACTIVE bob",
                        "TRANSFERRING null",
                        "ACTIVE bob");
    }

    /** Which of them came first nobody can say, but that it waits has been said. */
    @Test
    void whatWaitsIsNotOverWhenAllHappensAtOnce() {
        STORIES.stream().filter(story -> story.indexOf(WAITS) > 0).forEach(this::prepare);

        tellAll(0);

        SoftAssertions.assertSoftly(softly ->
                tellings.forEach(telling -> softly.assertThat(now(telling).state())
                        .as(telling.toString())
                        .isIn(ConversationState.QUEUED, ConversationState.ACTIVE)));
    }

    /** A chat for each order, the one by the clock first. */
    private void prepare(List<String> story) {
        orders(IntStream.range(0, story.size()).boxed().toList()).forEach(order -> {
            String vendorId = "v" + tellings.size() + "-" + connection.value();
            tellings.add(new Telling(engine.chat(connection, vendorId), vendorId, story, order));
        });
    }

    private static Stream<List<Integer>> orders(List<Integer> of) {
        return of.isEmpty()
                ? Stream.of(List.of())
                : of.stream()
                        .flatMap(first -> orders(of.stream()
                                        .filter(place -> !place.equals(first))
                                        .toList())
                                .map(rest -> Stream.concat(Stream.of(first), rest.stream())
                                        .toList()));
    }

    /** The next of the news of each chat is told when all chats have the one before. */
    private void tellAll(int secondsApart) {
        Instant began = engine.clock().instant();
        int told = 0;
        for (int round = 0; round < 4; round++) {
            for (Telling telling : tellings) {
                if (round < telling.order().size()) {
                    int place = telling.order().get(round);
                    String[] news = telling.story().get(place).split(" ", 2);
                    engine.get(Inbox.class)
                            .store(
                                    connection,
                                    engine.delivery(news[0] + " " + telling.vendorId() + " " + news[1] + "@n" + place
                                            + " " + began.plusSeconds((long) place * secondsApart)),
                                    "");
                    told++;
                }
            }
            int sofar = told;
            Await.until("taken in", () -> done() == sofar);
        }
        engine.clock().advance(Duration.ofSeconds(16));
        engine.get(LikelyEnds.class).endWhatIsDue();
    }

    private int done() {
        return engine.sql()
                .first(
                        "select count(*) from inbox where connection_id = ? and state = 'done'",
                        row -> row.getInt(1),
                        connection.value())
                .orElseThrow();
    }

    private String outcomeInOrder(List<String> story) {
        return outcome(tellings.stream()
                .filter(one -> one.story().equals(story))
                .findFirst()
                .orElseThrow());
    }

    private String outcome(Telling telling) {
        Conversation now = now(telling);
        return now.state() + " " + now.agentId();
    }

    private Conversation now(Telling telling) {
        return engine.get(Conversations.class).find(telling.chat()).orElseThrow();
    }
}
