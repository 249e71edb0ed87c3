package io.visavis.acceptance.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Visitor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * An application with a connection of its own to the sandbox, at an address of its own: its own access token, its own
 * breaker, its own faults, so that one test's trouble is no other's. Events of the desk do not reach it, for the sandbox's
 * credentials are the demo's.
 *
 * @param place the start of the path of every call to the vendor
 */
record Account(Demo demo, String place, String applicationId, JsonNode connection) {
    private static final String PATIENT = "PT25S";
    private static final String SHORT_OF_PATIENCE = "PT6S";
    private static final int LONGER_THAN_THAT = 10;

    /** Kinds of faults that only a caller's own patience ends. */
    private static final Set<String> ENDLESS = Set.of("hang", "late", "slow-headers", "slow-body");

    /** An account that is patient with its vendor, however slow the machine, and holds back no requests. */
    static Account open(Demo demo) {
        return open(demo, "oauth", PATIENT);
    }

    /** With another credential for its webhooks; {@link #connection} has it. */
    static Account open(Demo demo, String webhookCredential) {
        return open(demo, webhookCredential, PATIENT);
    }

    /** For a fault: one that gives up sooner where no answer comes. */
    static Account facing(Demo demo, Map<String, Object> fault) {
        return open(demo, "oauth", ENDLESS.contains(fault.get("kind")) ? SHORT_OF_PATIENCE : PATIENT);
    }

    /** Lets a fault happen at this account's vendor to the next calls of this method and path. */
    void befall(Map<String, Object> fault, String method, String path, int count) {
        Map<String, Object> rule = rule(fault, method, path);
        rule.put("count", count);
        new Desk(demo).fault(rule);
    }

    /** As {@link #befall}, until it is mended: the fault's id at the {@link Desk}. */
    String befallUntilMended(Map<String, Object> fault, String method, String path) {
        return new Desk(demo).fault(rule(fault, method, path));
    }

    private Map<String, Object> rule(Map<String, Object> fault, String method, String path) {
        Map<String, Object> rule = new HashMap<>(Map.of("seconds", LONGER_THAN_THAT));
        rule.putAll(fault);
        rule.put("method", method);
        rule.put("path", place + path);
        return rule;
    }

    private static Account open(Demo demo, String webhookCredential, String timeout) {
        String admin = demo.url() + "/api/admin/v1";
        String place = "/at/" + UUID.randomUUID();
        String applicationId = Http.postJson(
                        admin + "/applications",
                        Map.of("name", "Faults " + UUID.randomUUID(), "allowedOrigins", List.of()),
                        "Authorization",
                        demo.adminAuthorization())
                .expect(201)
                .json()
                .path("applicationId")
                .asText();
        Map<String, String> settings = new HashMap<>(demo.talkdeskSettings(place));
        settings.put("request-timeout", timeout);
        settings.put("requests-per-second", "0");
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
                                settings),
                        "Authorization",
                        demo.adminAuthorization())
                .expect(201)
                .json();
        return new Account(demo, place, applicationId, connection);
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
