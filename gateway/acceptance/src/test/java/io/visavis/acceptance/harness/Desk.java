package io.visavis.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** The vendor's side, by the sandbox's control API. */
public final class Desk {

    private final Demo demo;

    public Desk(Demo demo) {
        this.demo = demo;
    }

    public String control() {
        return demo.sandboxUrl() + "/control/v1";
    }

    /** The vendor's conversation of this visitor, waiting until the vendor has it. */
    public JsonNode conversationOf(String email) {
        return Await.until("the vendor has the conversation of " + email, Await.PATIENCE, () -> find(email));
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

    /** Sends a file as the agent. */
    public void file(String vendorId, String name, String mediaType, String content) {
        Http.post(control() + "/conversations/" + vendorId + "/file?name=" + name, content, "Content-Type", mediaType)
                .expect(200);
    }

    /** Whether the vendor has this line in the conversation's transcript. */
    public boolean transcriptHas(String vendorId, String text) {
        return texts(vendorId).contains(text);
    }

    public java.util.List<String> texts(String vendorId) {
        return conversation(vendorId).path("messages").findValuesAsText("text");
    }

    public JsonNode conversation(String vendorId) {
        return Http.get(control() + "/conversations/" + vendorId).expect(200).json();
    }

    /** Merges settings, for example {@code {"talkdesk": {"tokenLifetimeSeconds": 5}}}. */
    public void settings(Map<String, ?> changes) {
        Http.postJson(control() + "/settings", changes).expect(200);
    }

    /** Puts a fault in place; its id. */
    public String fault(Map<String, ?> rule) {
        return Http.postJson(control() + "/faults", rule)
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    public void mendFault(String id) {
        Http.delete(control() + "/faults/" + id).expect(204);
    }

    /** Sends an event of Talkdesk as it stands, past the desk. */
    public JsonNode event(String action, Map<String, ?> body) {
        return event("talkdesk", action, Json.of(body));
    }

    /** Sends an event of this vendor as it stands, past the desk. */
    public JsonNode event(String vendor, String name, JsonNode body) {
        return Http.postJson(control() + "/events", Map.of("vendor", vendor, "event", name, "body", body))
                .expect(200, 201, 202)
                .json();
    }

    /** What became of an event on its way to the gateway. */
    public JsonNode delivery(String id) {
        return Http.get(control() + "/deliveries/" + id).expect(200).json();
    }

    /** The calls the vendor saw to a path like this ({@code *} for any characters). */
    public JsonNode calls(String path) {
        return Http.get(control() + "/calls?path=" + path).expect(200).json();
    }
}
