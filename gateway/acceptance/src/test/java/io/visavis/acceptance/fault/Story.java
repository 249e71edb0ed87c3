package io.visavis.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Visitor;

/**
 * One visitor at one account, and what both sides must agree on.
 *
 * @param before events that stood in the log when the story began
 */
record Story(Account account, Desk desk, Visitor visitor, String email, int before) {

    /** Starts a chat, without waiting for the vendor. */
    static Story begin(Account account) {
        String email = Account.newEmail();
        return new Story(account, new Desk(account.demo()), account.start(email), email, 0);
    }

    /** A chat that the vendor knows. On a machine that stood still its start may have had trouble, which is over. */
    static Story queued(Account account) {
        Story story = begin(account);
        story.visitor.await("conversation.queued");
        Await.untilTrue(
                "no trouble is left of the start",
                Await.PATIENCE,
                () -> story.count("provider.unavailable") == story.count("provider.restored"));
        return new Story(
                account,
                story.desk,
                story.visitor,
                story.email,
                story.visitor.types().size());
    }

    String vendorId() {
        return desk.conversationOf(email).path("id").asText();
    }

    void awaitAccepted(String messageId) {
        visitor.await(
                "message.accepted", data -> data.path("messageId").asText().equals(messageId));
    }

    JsonNode awaitFailed(String messageId) {
        return visitor.await(
                "message.failed", data -> data.path("messageId").asText().equals(messageId));
    }

    void awaitEndedAtVendor(String vendorId) {
        Await.untilTrue(
                "the vendor has ended " + vendorId,
                Await.PATIENCE,
                () -> desk.conversation(vendorId).path("state").asText().equals("ended"));
    }

    long count(String type) {
        return visitor.types().stream().filter(type::equals).count();
    }

    /** The panel was told of the trouble once and of its end once, in this order. */
    void toldOfTroubleOnce() {
        assertThat(visitor.types().stream().skip(before).filter(type -> type.startsWith("provider.")))
                .containsExactly("provider.unavailable", "provider.restored");
    }

    void toldOfNoTrouble() {
        assertThat(visitor.types().stream().skip(before)).noneMatch(type -> type.startsWith("provider."));
    }

    long conversationsAtVendor() {
        return Http.get(desk.control() + "/conversations?email=" + email).json().size();
    }

    void vendorHasOnce(String vendorId, String text) {
        assertThat(desk.texts(vendorId)).containsOnlyOnce(text);
    }
}
