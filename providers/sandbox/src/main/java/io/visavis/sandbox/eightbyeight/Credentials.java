package io.visavis.sandbox.eightbyeight;

import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Handler;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;

/** HTTP Basic, in which the token endpoint and the tenant's platform are asked (contract 1.2, 1.3). */
final class Credentials {

    private Credentials() {}

    static boolean are(Exchange exchange, String name, String secret) {
        var pair = (name + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return ("Basic " + Base64.getEncoder().encodeToString(pair)).equals(exchange.header("Authorization"));
    }

    /** 401 for whoever does not come as the tenant with this token. */
    static Handler platform(Supplier<EightByEightSettings> settings, boolean actions, Handler handler) {
        return exchange -> {
            var current = settings.get();
            if (!are(exchange, current.tenantId(), actions ? current.actionToken() : current.dataToken())) {
                throw EightByEightException.unauthorized();
            }
            return handler.handle(exchange);
        };
    }
}
