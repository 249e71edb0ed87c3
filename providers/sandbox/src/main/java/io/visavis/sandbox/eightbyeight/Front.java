package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.http.BodyTooLargeException;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Handler;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.settings.Setting;
import java.io.IOException;

/** Everything the gateway may call, behind one door: the key, the tenant, and 8x8's error bodies (contract 1.1, 2.10). */
final class Front implements Handler {

    private final Routes routes;
    private final Setting<EightByEightSettings> settings;

    Front(Routes routes, Setting<EightByEightSettings> settings) {
        this.routes = routes;
        this.settings = settings;
    }

    @Override
    public Reply handle(Exchange exchange) throws Exception {
        try {
            if (needsKey(exchange.path())) {
                requireKey(exchange);
            }
            var match = routes.match(exchange);
            if (match.handler() != null) {
                return match.handler().handle(exchange);
            }
            throw match.allowed().isEmpty()
                    ? EightByEightException.notFound("Path", exchange.path())
                    : EightByEightException.of(405, ErrorShape.GENERIC, "method_not_allowed", "Method not allowed");
        } catch (EightByEightException e) {
            return e.reply(settings.get().errorShape());
        } catch (BodyTooLargeException e) {
            return EightByEightException.of(413, ErrorShape.GENERIC, "too_large", String.valueOf(e.getMessage()))
                    .reply(settings.get().errorShape());
        }
    }

    /**
     * The body as an object.
     *
     * @throws EightByEightException 400 in the shape whose {@code errors} is an object
     */
    static ObjectNode body(Exchange exchange) throws IOException {
        try {
            if (exchange.json() instanceof ObjectNode body) {
                return body;
            }
        } catch (JsonProcessingException e) {
            throw EightByEightException.badJson("Invalid JSON: " + e.getOriginalMessage());
        }
        throw EightByEightException.badJson("A JSON object is expected");
    }

    /** Public keys and pre-signed links ask for no credential; the statistics have others of their own. */
    private static boolean needsKey(String path) {
        return (path.startsWith("/chat-gateway/") && !path.startsWith(WebhooksApi.KEYS))
                || path.startsWith("/api/v1/tenant/")
                || path.startsWith("/cc/v1/");
    }

    private void requireKey(Exchange exchange) {
        var current = settings.get();
        var key = exchange.header("x-api-key");
        if (key == null || !current.apiKeys().contains(key)) {
            throw EightByEightException.unauthorized();
        }
        var tenant = exchange.header("X-8x8-Tenant");
        boolean wrong = tenant == null ? current.requireTenant() : !tenant.equals(current.tenantId());
        if (wrong) {
            throw EightByEightException.otherTenant(current.customerId());
        }
    }
}
