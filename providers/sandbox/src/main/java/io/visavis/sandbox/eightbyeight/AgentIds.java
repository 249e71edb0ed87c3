package io.visavis.sandbox.eightbyeight;

import io.visavis.sandbox.conversation.Agent;

/** Agents' ids in 8x8's fashion: {@code ag} and 20 to 22 characters (contract 5.3), made of the desk's own. */
final class AgentIds {

    private static final int LENGTH = 22;

    private AgentIds() {}

    static String of(Agent agent) {
        var id = agent.id().replaceAll("[^A-Za-z0-9]", "");
        return "ag" + (id.length() > LENGTH ? id.substring(id.length() - LENGTH) : id);
    }
}
