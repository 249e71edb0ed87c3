package io.visavis.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The vendor's side, by the sandbox's control API. */
public final class Desk {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Demo demo;

    public Desk(Demo demo) {
        this.demo = demo;
    }

    public String control() {
        return demo.sandboxUrl() + "/control/v1";
    }

    /** The vendor's conversation of this visitor, waiting until the vendor has it. */
    public JsonNode conversationOf(String email) {
        return Await.until("the vendor has the conversation of " + email, PATIENCE, () -> find(email));
    }

    public Optional<JsonNode> find(String email) {
        for (JsonNode conversation :
                Http.get(control() + "/conversations").expect(200).json()) {
            if (conversation.path("email").asText().equals(email)) {
                return Optional.of(conversation);
            }
        }
        return Optional.empty();
    }

    /** Does something at the desk: accept, say, file, transfer, end, terminate. */
    public JsonNode act(String vendorId, String action, Map<String, ?> input) {
        Http.Answer answer = Http.postJson(control() + "/conversations/" + vendorId + "/" + action, input)
                .expect(200, 201, 202, 204);
        return answer.body().isBlank() ? Json.object() : answer.json();
    }

    public JsonNode accept(String vendorId) {
        return act(vendorId, "accept", Map.of());
    }

    public JsonNode say(String vendorId, String text) {
        return act(vendorId, "say", Map.of("text", text));
    }
}
