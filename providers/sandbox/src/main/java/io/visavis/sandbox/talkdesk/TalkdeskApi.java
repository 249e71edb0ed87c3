package io.visavis.sandbox.talkdesk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.http.BodyTooLargeException;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Handler;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import java.io.IOException;

/** Everything that the gateway may call, behind one handler with Talkdesk's error bodies. */
final class TalkdeskApi implements Handler {

    private final Routes routes;

    TalkdeskApi(Routes routes) {
        this.routes = routes;
    }

    @Override
    public Reply handle(Exchange exchange) throws Exception {
        try {
            var match = routes.match(exchange);
            if (match.handler() != null) {
                return match.handler().handle(exchange);
            }
            throw match.allowed().isEmpty()
                    ? TalkdeskException.of(404, "There is no such resource")
                    : TalkdeskException.of(405, "Method not allowed");
        } catch (TalkdeskException e) {
            return e.reply();
        } catch (BodyTooLargeException e) {
            return TalkdeskException.of(413, String.valueOf(e.getMessage())).reply();
        }
    }

    /** @throws TalkdeskException 400 unless the body is one JSON object */
    static JsonNode body(Exchange exchange) throws IOException {
        try {
            var body = exchange.json();
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            throw TalkdeskException.of(400, "The body is not JSON: " + e.getOriginalMessage());
        }
        throw TalkdeskException.of(400, "The body must be a JSON object");
    }
}
