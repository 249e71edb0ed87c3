package io.visavis.sandbox.conversation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
        return new Conversation(id, vendor, opening, Work.queued(), List.of());
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
        return new Conversation(id, vendor, opening, work.typing(false), more);
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
