package io.visavis.sandbox.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.visavis.sandbox.conversation.ActionRefusedException;
import io.visavis.sandbox.conversation.UnknownConversationException;
import io.visavis.sandbox.http.BodyTooLargeException;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Handler;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import java.io.IOException;
import java.net.URI;

/** The control API's front: finds the route, refuses other sites' pages, turns exceptions into its errors. */
public final class ControlApi implements Handler {

    /** Where everything here lives. */
    public static final String BASE = "/control/v1";

    private final Routes routes;

    public ControlApi(Routes routes) {
        this.routes = routes;
    }

    @Override
    public Reply handle(Exchange exchange) throws Exception {
        try {
            refuseOtherSites(exchange);
            var match = routes.match(exchange);
            if (match.handler() != null) {
                return match.handler().handle(exchange);
            }
            throw match.allowed().isEmpty()
                    ? ControlException.notFound("there is no " + exchange.path())
                    : new ControlException(
                            405, "method-not-allowed", "use " + String.join(", ", match.allowed()), "fix-input");
        } catch (ControlException e) {
            return e.reply();
        } catch (UnknownConversationException e) {
            return ControlException.notFound(String.valueOf(e.getMessage())).reply();
        } catch (ActionRefusedException e) {
            return new ControlException(409, e.error(), String.valueOf(e.getMessage()), "none").reply();
        } catch (BodyTooLargeException e) {
            return new ControlException(413, "too-large", String.valueOf(e.getMessage()), "fix-input").reply();
        } catch (JsonProcessingException e) {
            return ControlException.invalid(explain(e)).reply();
        } catch (IllegalArgumentException e) {
            return ControlException.invalid(String.valueOf(e.getMessage())).reply();
        }
    }

    /** A page of another origin that a developer has open must not drive the sandbox. */
    private static void refuseOtherSites(Exchange exchange) {
        var origin = exchange.header("Origin");
        if (origin != null && !exchange.method().equals("GET") && !sameHost(origin, exchange.origin())) {
            throw new ControlException(403, "foreign-origin", origin + " may not control the sandbox", "none");
        }
    }

    private static boolean sameHost(String one, String other) {
        try {
            return URI.create(one).getAuthority() != null
                    && URI.create(one).getAuthority().equals(URI.create(other).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** An absent body counts as an empty object. */
    static JsonNode body(Exchange exchange) throws IOException {
        if (exchange.body().length == 0) {
            return Json.object();
        }
        var body = exchange.json();
        if (!body.isObject()) {
            throw ControlException.invalid("the body must be a JSON object");
        }
        return body;
    }

    static <T> T body(Exchange exchange, Class<T> type) throws IOException {
        return Json.as(body(exchange), type);
    }

    private static String explain(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown field " + unknown.getPropertyName() + "; known are " + unknown.getKnownPropertyIds();
        }
        var cause = e.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : "not the expected JSON: " + e.getOriginalMessage();
    }
}
