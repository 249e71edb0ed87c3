package io.visavis.gateway.widget;

import io.visavis.gateway.conversation.Conversation;

/** A visitor's side of calls, in the running unit of work. Positions are those of the conversation's newest event. */
interface VisitorCalls {

    long request(Conversation conversation, String kind);

    /**
     * Says yes.
     *
     * @throws io.visavis.gateway.problem.ProblemException when there is no open offer for this room
     */
    Accepted accept(Conversation conversation, String roomId, String kind);

    long decline(Conversation conversation, String roomId);

    record Accepted(long position, String joinUrl) {}
}
