package io.visavis.sandbox.conversation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One conversation as the vendor knows it; immutable. Its JSON form is the one of {@code GET /control/v1/conversations}.
 *
 * @param id the vendor's conversation id
 * @param vendor name of the {@link Vendor} it belongs to
 */
public record Conversation(
        String id,
        String vendor,
        @JsonUnwrapped Opening opening,
        @JsonUnwrapped Work work,
        List<Message> messages) {

    public Conversation {
        messages = List.copyOf(messages);
    }

    public static Conversation opened(String id, String vendor, Opening opening) {
        return opened(id, vendor, opening, null, null);
    }

    /** One that waits in a queue, at a vendor that counts its routed pieces of work from there. */
    public static Conversation opened(
            String id, String vendor, Opening opening, @Nullable WorkQueue queue, @Nullable String interactionId) {
        return new Conversation(id, vendor, opening, Work.queued(queue, interactionId), List.of());
    }

    public ConversationState state() {
        return work.state();
    }

    public boolean ended() {
        return work.state() == ConversationState.ENDED;
    }

    public Conversation accepted(Agent agent, String interactionId, Instant at) {
        require(ConversationState.QUEUED, "accepted");
        return with(work.accepted(agent, interactionId, at));
    }

    public Conversation transferred(Agent agent) {
        require(ConversationState.ACTIVE, "transferred");
        return with(work.transferred(agent));
    }

    /** Leaves its agent and waits in another queue. */
    public Conversation requeued(WorkQueue queue) {
        require(ConversationState.ACTIVE, "transferred");
        return with(work.requeued(queue, work.interactionId()));
    }

    /** Over, and now waiting again as a new piece of work. */
    public Conversation reopened(WorkQueue queue, String interactionId) {
        require(ConversationState.ENDED, "reopened");
        return with(work.requeued(queue, interactionId));
    }

    /** The opening changed: the customer's data came anew. */
    public Conversation with(Opening changed) {
        return new Conversation(id, vendor, changed, work, messages);
    }

    /** Waiting, and now in another queue. */
    public Conversation waitingIn(WorkQueue queue) {
        require(ConversationState.QUEUED, "moved");
        return with(work.requeued(queue, work.interactionId()));
    }

    public Conversation visitorTyping(Instant at) {
        return ended() ? this : with(work.visitorTyping(at));
    }

    public Conversation botThinking(Instant until) {
        return ended() ? this : with(work.botThinking(until));
    }

    public Conversation readByVisitor(Instant upTo) {
        return with(work.read(upTo));
    }

    public Conversation typing(boolean typing) {
        require(ConversationState.ACTIVE, "typed into");
        return with(work.typing(typing));
    }

    public Conversation called(CallLinks links) {
        return with(work.called(links));
    }

    public Conversation ended(String by, Instant at) {
        if (ended()) {
            throw refused("ended");
        }
        return with(work.ended(by, at));
    }

    public Conversation with(Message message) {
        if (ended()) {
            throw refused("written to");
        }
        var more = new ArrayList<>(messages);
        more.add(message);
        var quiet = switch (message.author().type()) {
            case "visitor" -> work.visitorTyping(null);
            case "bot" -> work.botThinking(null);
            default -> work.typing(false);
        };
        return new Conversation(id, vendor, opening, quiet, more);
    }

    public void require(ConversationState state, String action) {
        if (work.state() != state) {
            throw refused(action);
        }
    }

    private ActionRefusedException refused(String action) {
        return new ActionRefusedException(
                "conversation-" + work.state().word(),
                "a conversation that is " + work.state().word() + " cannot be " + action);
    }

    private Conversation with(Work changed) {
        return new Conversation(id, vendor, opening, changed, messages);
    }
}
