package io.visavis.sandbox.talkdesk;

import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import java.io.IOException;
import java.util.Map;

/** What only Talkdesk's administrator could do: make a client's signing key, withdraw tokens. */
public final class TalkdeskControl {

    private final Talkdesk talkdesk;

    public TalkdeskControl(Talkdesk talkdesk) {
        this.talkdesk = talkdesk;
    }

    public void addTo(Routes routes, String base) {
        routes.post(base + "/clients/{id}/keys", this::newKey).delete(base + "/tokens", _ -> {
            talkdesk.withdrawTokens();
            return Reply.empty(204);
        });
    }

    /** The private key is in the answer and nowhere else, as with Talkdesk's one-time download. */
    private Reply newKey(Exchange exchange) throws IOException {
        var algorithm = exchange.body().length == 0
                ? "ES256"
                : exchange.json().path("algorithm").asText("ES256");
        if (!algorithm.equals("ES256") && !algorithm.equals("RS256")) {
            throw new IllegalArgumentException("algorithm must be ES256 or RS256");
        }
        var id = exchange.pathParameter("id");
        var settings = talkdesk.settings();
        var client = settings.get().client(id);
        if (client.isEmpty()) {
            return Reply.json(
                    404,
                    Map.of("error", "not-found", "message", "there is no OAuth client " + id, "action", "fix-input"));
        }
        var added = ClientAssertions.newKey(client.get(), algorithm);
        settings.set(settings.get().with(added.client()));
        return Reply.json(201, added.download());
    }
}
