package io.visavis.acceptance.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.SharedDemo;
import io.visavis.acceptance.harness.Visitor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection without a secret: the gateway signs for itself with the key that the vendor made (Talkdesk contract 2.2, mode B). */
@ExtendWith(SharedDemo.class)
class ClientKeyIT {
    private final Demo demo;
    private final Desk desk;
    private final String place = "/at/" + UUID.randomUUID();

    ClientKeyIT(Demo demo) {
        this.demo = demo;
        this.desk = new Desk(demo);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256"})
    void aChatIsHeldWithTheVendorsKeyInPlaceOfASecret(String algorithm) {
        JsonNode key = newKey(algorithm);
        String email = "visitor-" + UUID.randomUUID() + "@example.com";
        Visitor visitor = Visitor.start(demo, email, Map.of("applicationId", connected(key)));
        String vendorId = desk.conversationOf(email).path("id").asText();
        String said = visitor.say("Who let you in?");
        visitor.await(
                "message.accepted", data -> data.path("messageId").asText().equals(said));

        assertThat(desk.texts(vendorId)).contains("Who let you in?");
        JsonNode tokens = desk.calls(place + "/oauth/token");
        assertThat(tokens).isNotEmpty().allSatisfy(call -> {
            assertThat(call.path("status").asInt()).isEqualTo(200);
            assertThat(call.path("headers").toString().toLowerCase(Locale.ROOT)).doesNotContain("basic ");
        });
    }

    private JsonNode newKey(String algorithm) {
        return Http.postJson(desk.control() + "/talkdesk/clients/sandbox-client/keys", Map.of("algorithm", algorithm))
                .expect(201)
                .json();
    }

    /** An application with a connection of its own; its id. */
    private String connected(JsonNode key) {
        String admin = demo.url() + "/api/admin/v1/applications";
        String application = Http.postJson(
                        admin,
                        Map.of("name", "Keys " + UUID.randomUUID(), "allowedOrigins", List.of()),
                        "Authorization",
                        demo.adminAuthorization())
                .expect(201)
                .json()
                .path("applicationId")
                .asText();
        Http.postJson(
                        admin + "/" + application + "/connections",
                        Map.of(
                                "provider",
                                "talkdesk",
                                "name",
                                "By key",
                                "settings",
                                Map.of(
                                        "api-base-url",
                                        demo.sandboxUrl() + place,
                                        "token-url",
                                        demo.sandboxUrl() + place + "/oauth/token",
                                        "client-id",
                                        key.path("client_id").asText(),
                                        "key-id",
                                        key.path("client_key_id").asText(),
                                        "key-algorithm",
                                        key.path("client_key_algorithm").asText(),
                                        "private-key",
                                        key.path("client_private_key").asText())),
                        "Authorization",
                        demo.adminAuthorization())
                .expect(201);
        return application;
    }
}
