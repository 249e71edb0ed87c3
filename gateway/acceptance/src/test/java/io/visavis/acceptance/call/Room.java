package io.visavis.acceptance.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Http;
import java.util.Map;
import java.util.UUID;

/** The two links of a room made by the facade, as Talkdesk's action gets them. */
record Room(String agentUrl, String ticketUrl) {

    static Room make(Demo demo) {
        return make(demo, 0);
    }

    static Room make(Demo demo, int ticketSeconds) {
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
