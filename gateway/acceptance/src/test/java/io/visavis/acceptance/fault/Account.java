package io.visavis.acceptance.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Visitor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An application with a connection of its own to the sandbox: its own access token, its own breaker, so that one test's
 * trouble is no other's. Events of the desk do not reach it, for the sandbox's credentials are the demo's.
 */
record Account(Demo demo, String applicationId, JsonNode connection) {

    /** An account that gives up on an answer after two seconds and holds back no requests. */
    static Account open(Demo demo) {
        return open(demo, "oauth");
    }

    /** With another credential for its webhooks; {@link #connection} has it. */
    static Account open(Demo demo, String webhookCredential) {
        String admin = demo.url() + "/api/admin/v1";
        String applicationId = Http.postJson(
                        admin + "/applications",
                        Map.of("name", "Faults " + UUID.randomUUID(), "allowedOrigins", List.of()),
                        "Authorization",
                        demo.adminAuthorization())
                .expect(201)
                .json()
                .path("applicationId")
                .asText();
        JsonNode connection = Http.postJson(
                        admin + "/applications/" + applicationId + "/connections",
                        Map.of(
                                "provider",
                                "talkdesk",
                                "name",
                                "Faulty account",
                                "webhookCredential",
                                webhookCredential,
                                "settings",
                                Map.of(
                                        "api-base-url",
                                        demo.sandboxUrl(),
                                        "token-url",
                                        demo.sandboxUrl() + "/oauth/token",
                                        "client-id",
                                        "sandbox-client",
                                        "client-secret",
                                        "sandbox-secret",
                                        "request-timeout",
                                        "PT2S",
                                        "requests-per-second",
                                        "0")),
                        "Authorization",
                        demo.adminAuthorization())
                .expect(201)
                .json();
        return new Account(demo, applicationId, connection);
    }

    String connectionId() {
        return connection.path("connectionId").asText();
    }

    Visitor start(String email) {
        Map<String, Object> body = new HashMap<>();
        body.put("applicationId", applicationId);
        return Visitor.start(demo, email, body);
    }

    static String newEmail() {
        return "visitor-" + UUID.randomUUID() + "@example.com";
    }
}
