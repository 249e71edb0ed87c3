package io.visavis.sandbox.eightbyeight;

import java.util.ArrayList;
import java.util.List;

/** Who takes or took part (contract 2.6): ids and types, never names. */
final class Participants {

    private Participants() {}

    /** One of them. */
    record Participant(String id, boolean removed, String type, String language) {}

    static List<Participant> of(Chat chat) {
        var language = chat.user().path("language").asText("en");
        var all = new ArrayList<Participant>();
        all.add(new Participant("user", chat.userRemoved(), "user", language));
        all.add(new Participant("bot", false, "bot", language));
        for (var agent : chat.agents()) {
            boolean present =
                    chat.state() == Chat.State.ACTIVE && chat.assignment().equals(new Chat.Assignment("agent", agent));
            all.add(new Participant(agent, !present, "agent", language));
        }
        return all;
    }
}
