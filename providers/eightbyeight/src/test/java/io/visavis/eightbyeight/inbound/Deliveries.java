package io.visavis.eightbyeight.inbound;

import io.visavis.eightbyeight.WireSchemas;
import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.RawWebhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Deliveries for tests: of the contract's examples, or of any text. */
final class Deliveries {
    static final Instant ARRIVAL = Instant.parse("2026-07-26T11:00:00Z");
    static final String CONVERSATION = "kQ3vT9mZRk2yWb7LxHnC4A";
    static final String AGENT = "agP4sLx7RmTq2WcYb8NdKe0A";

    private Deliveries() {}

    static AcceptedWebhook accepted(String body) {
        return accepted(body.getBytes(StandardCharsets.UTF_8));
    }

    static AcceptedWebhook accepted(byte[] body) {
        return new AcceptedWebhook("", body, ARRIVAL);
    }

    static RawWebhook raw(String eventId, byte[] body) {
        return new RawWebhook("", Map.of("X-8X8-Event-Id", List.of(eventId)), body, ARRIVAL);
    }

    static List<ProviderEvent> translate(String example) {
        return new EightByEightWebhooks(SystemMessages.HIDE).translate(accepted(WireSchemas.bytes(example)));
    }

    static List<ProviderEvent> translateText(String body) {
        return new EightByEightWebhooks(SystemMessages.HIDE).translate(accepted(body));
    }
}
