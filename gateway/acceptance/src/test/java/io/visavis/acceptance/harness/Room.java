package io.visavis.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;

/** The two links of a room made by the facade, as Talkdesk's action gets them. */
public record Room(String agentUrl, String ticketUrl) {

    public static Room make(Demo demo) {
        return make(demo, 0);
    }

    public static Room make(Demo demo, int ticketSeconds) {
        JsonNode links = Http.postJson(
                        demo.url() + "/security/facades/room",
                        Map.of(
                                "applicationId", demo.applicationId(),
                                "cdestination", "standalone",
                                "customerId", UUID.randomUUID().toString(),
                                "interactionId", UUID.randomUUID().toString(),
                                "ticketExpirationSeconds", ticketSeconds),
                        "Authorization",
                        demo.clientAuthorization())
                .expect(200)
                .json();
        return new Room(links.path("agentUrl").asText(), links.path("ticketUrl").asText());
    }
}
