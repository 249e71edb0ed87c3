package io.visavis.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.conversation.LikelyEnds;
import io.visavis.gateway.conversation.VendorIds;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.spi.ProviderCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conversations that an agent opens at the vendor's, and whose chat they become, on whatever database. */
abstract class OpenedConversationsContract extends DeliveriesContract {
    private final String email = connection.value() + "@example.org";

    OpenedConversationsContract(Database database) {
        super(database);
    }

    @Test
    void aConversationThatAnAgentOpensTakesTheOpenChatOver() {
        String opened = "opened-" + connection.value();
        ConversationId id = engine.chat(connection, vendorId, email);
        deliver("join " + vendorId + " Ada i-1");
        awaitInbox("done");
        deliver("open " + opened + " " + email + " Grace");
        awaitInbox("done", "done");
        Await.until("the former is left", () -> left().equals(List.of(vendorId)));

        deliver("ended " + vendorId + " e1");
        deliver("left " + vendorId + " l1 Ada");
        deliver("terminated i-1 t1 " + id.value());
        deliver("terminated - t3 " + id.value());
        deliver("terminated {{interaction.id}} t4 " + id.value());
        deliver("say " + vendorId + " m1 one-more-thing");
        deliver("terminated i-1 t2");
        awaitInbox("done", "done", "done", "done", "done", "done", "done", "done", "held");
        assertThat(engine.types(id))
                .as("what becomes of the former is no news, what is said in it is")
                .containsExactly(
                        "conversation.created", "agent.joined", "agent.left", "agent.joined", "message.created");
        assertThat(engine.log(id).get(3).actor().name()).isEqualTo("Grace");

        deliver("ended " + opened + " e2");
        Await.until("over", () -> engine.types(id).getLast().equals("conversation.ended"));
        assertThat(left()).as("it is over by itself").containsExactly(vendorId);
    }

    @Test
    void anOpenChatThatAnAgentTakesOverDoesNotEndBecauseAnotherLeftBefore() {
        ConversationId id = engine.chat(connection, vendorId, email);
        deliver("joined " + vendorId + " j1 agent-1");
        deliver("left " + vendorId + " l1 agent-1");
        deliver("open opened-" + connection.value() + " " + email + " Grace");
        awaitInbox("done", "done", "done");
        engine.clock().advance(Duration.ofSeconds(16));
        engine.get(LikelyEnds.class).endWhatIsDue();
        deliver("say opened-" + connection.value() + " m1 still-here");
        Await.until("said", () -> engine.texts(id).equals(List.of("still-here")));
        assertThat(engine.types(id)).doesNotContain("conversation.ended");
        assertThat(engine.sql()
                        .query("select 1 from likely_end where conversation_id = ?", row -> row.getInt(1), id.value()))
                .isEmpty();
    }

    @Test
    void anOpeningThatIsToldLateTakesNoChatFromTheAgentWhoOpenedAfterIt() {
        String older = "older-" + connection.value();
        String newer = "newer-" + connection.value();
        ConversationId id = engine.chat(connection, vendorId, email);
        Instant began = engine.clock().instant();
        deliver("openedAt " + newer + " " + email + " " + began.plusSeconds(60));
        deliver("openedAt " + older + " " + email + " " + began.plusSeconds(30));
        awaitInbox("done", "done");
        Await.until("nobody waits in the older one", () -> left().equals(List.of(vendorId, older)));
        assertThat(agents(id)).containsExactly(newer);

        deliver("ended " + older + " e1");
        deliver("say " + older + " m1 hello-from-before");
        awaitInbox("done", "done", "done", "done");
        assertThat(engine.texts(id)).as("what is said there is said").containsExactly("hello-from-before");
        assertThat(engine.types(id)).doesNotContain("conversation.ended");
        deliver("ended " + newer + " e2");
        Await.until("over", () -> engine.types(id).getLast().equals("conversation.ended"));
    }

    @Test
    void anOpeningFromBeforeTheVisitorBeganLeavesThemInTheirOwn() {
        String older = "older-" + connection.value();
        Instant before = engine.clock().instant();
        engine.clock().advance(Duration.ofSeconds(60));
        ConversationId id = engine.chat(connection, vendorId, email);
        deliver("openedAt " + older + " " + email + " " + before);
        deliver("say " + older + " m1 hello-from-before");
        awaitInbox("done", "done");
        Await.until("nobody waits in the older one", () -> left().equals(List.of(older)));
        assertThat(engine.types(id)).containsExactly("conversation.created", "message.created");

        deliver("terminated - t1 " + id.value());
        awaitInbox("done", "done", "done");
        assertThat(engine.types(id)).as("its own end is its end").endsWith("conversation.ended");
    }

    @Test
    void openingsThatComeTogetherLeaveTheChatWithTheNewest() {
        Instant began = engine.clock().instant();
        ConversationId id = engine.chat(connection, null, email);
        deliver("openedAt second-" + connection.value() + " " + email + " " + began.plusSeconds(60));
        deliver("openedAt first-" + connection.value() + " " + email + " " + began.plusSeconds(30));
        awaitInbox("held", "held");
        engine.unitOfWork().commit(() -> engine.get(VendorIds.class).bind(id, vendorId));
        engine.clock().advance(Duration.ofSeconds(2));
        awaitInbox("done", "done");
        assertThat(agents(id)).containsExactly("second-" + connection.value());
        Await.until("the others are left", () -> left().equals(List.of(vendorId, "first-" + connection.value())));
    }

    @Test
    void theNewsOfAConversationThatWeBeganOpensNoSecondAndBringsNobody() {
        ConversationId known = engine.chat(connection, vendorId, email);
        deliver("open " + vendorId + " " + email + " Grace");
        awaitInbox("done");
        assertThat(engine.types(known)).containsExactly("conversation.created");

        ConversationId starting = engine.chat(connection, null, "next-" + email);
        deliver("open next-" + vendorId + " next-" + email + " Grace");
        awaitInbox("done", "held");
        engine.unitOfWork().commit(() -> engine.get(VendorIds.class).bind(starting, "next-" + vendorId));
        awaitInbox("done", "done");
        assertThat(engine.types(starting)).containsExactly("conversation.created");

        assertThat(engine.sql()
                        .query(
                                "select id from conversation where connection_id = ?",
                                row -> row.getString(1),
                                connection.value()))
                .containsExactlyInAnyOrder(known.value(), starting.value());
        assertThat(engine.vendor(connection).sent).isEmpty();
    }

    /** Who came, by name. */
    private List<String> agents(ConversationId id) {
        return engine.log(id).stream()
                .filter(event -> event.type().wireName().equals("agent.joined"))
                .map(event -> event.actor().name())
                .toList();
    }

    /** The vendor's conversations that we ended. */
    private List<String> left() {
        return engine.vendor(connection).sent.stream()
                .filter(ProviderCommand.EndConversation.class::isInstance)
                .map(command -> ((ProviderCommand.EndConversation) command)
                        .conversation()
                        .vendorId())
                .toList();
    }
}
