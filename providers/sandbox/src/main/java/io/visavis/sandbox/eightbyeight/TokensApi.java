package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.settings.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens for Analytics, by key and secret of an app (contract 1.2). The chat's calls take none. */
final class TokensApi {

    private static final long SECONDS = 1799;
    private static final List<String> PRODUCTS = List.of("analytics realtime-api", "chat-gateway");

    private final Setting<EightByEightSettings> settings;
    private final Clock clock;
    /** Each with the time of its end, epoch milliseconds. */
    private final Map<String, Long> tokens = new ConcurrentHashMap<>();

    TokensApi(Setting<EightByEightSettings> settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.post("/oauth/v2/token", this::token);
    }

    private Reply token(Exchange exchange) throws IOException {
        var app = settings.get().clients().stream()
                .filter(client -> Credentials.are(exchange, client.key(), client.secret()))
                .findFirst()
                .orElseThrow(() -> EightByEightException.of(
                        401, ErrorShape.OAUTH, "invalid_client", "Client credentials are invalid"));
        var form = List.of(new String(exchange.body(), StandardCharsets.UTF_8).split("&", -1));
        if (!form.contains("grant_type=client_credentials")) {
            throw EightByEightException.of(
                    400, ErrorShape.OAUTH, "invalid_request", "Required param : grant_type=client_credentials");
        }
        var token = UUID.randomUUID().toString().replace("-", "");
        tokens.put(token, clock.millis() + SECONDS * 1000);
        return Reply.json(200, answer(token, app.key()));
    }

    private ObjectNode answer(String token, String key) {
        var answer = Json.object()
                .put("access_token", token)
                .put("token_type", "BearerToken")
                .put("expires_in", Long.toString(SECONDS))
                .put("issued_at", Long.toString(clock.millis()))
                .put("scope", "")
                .put("status", "approved")
                .put("refresh_token_expires_in", "0")
                .put("refresh_count", "0")
                .put("client_id", key)
                .put("api_product_list", PRODUCTS.toString());
        answer.set("api_product_list_json", Json.tree(PRODUCTS));
        return answer;
    }

    /** 401 in the edge proxy's shape for a call without a token that is good now. */
    void require(Exchange exchange) {
        var header = String.valueOf(exchange.header("Authorization"));
        var until = header.startsWith("Bearer ") ? tokens.get(header.substring("Bearer ".length())) : null;
        if (until == null || until < clock.millis()) {
            throw EightByEightException.of(401, ErrorShape.PROXY_FAULT, "invalid_token", "Invalid Access Token");
        }
    }

    void clear() {
        tokens.clear();
    }
}
