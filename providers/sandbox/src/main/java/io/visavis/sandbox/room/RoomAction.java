package io.visavis.sandbox.room;

import io.visavis.sandbox.conversation.CallLinks;
import io.visavis.sandbox.conversation.Conversation;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.settings.CredentialPlacement;
import io.visavis.sandbox.settings.GatewaySettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The Connections action that asks the gateway's room facade for the links of a call (Talkdesk contract, section 4); any vendor's desk may. */
public final class RoomAction {

    private static final double TIMEOUT_SECONDS = 10;

    private final HttpClient http;
    private final GatewayTokens tokens;
    private final Clock clock;

    public RoomAction(HttpClient http, GatewayTokens tokens, Clock clock) {
        this.http = http;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Asks for a room for this conversation.
     *
     * @param interactionId by what the gateway finds its own conversation
     * @throws IOException if there is no answer with three links; the message says what came instead
     */
    public CallLinks ask(
            Conversation conversation,
            @Nullable String interactionId,
            GatewaySettings gateway,
            CredentialPlacement placement)
            throws IOException, InterruptedException {
        if (gateway.facadeUrl() == null || gateway.applicationId() == null) {
            throw new IOException("no facade URL and application id of the gateway are set");
        }
        var oauth = placement.usesToken() ? placement : CredentialPlacement.FORM;
        var response = post(conversation, interactionId, gateway, oauth);
        if (response.statusCode() == 401) {
            tokens.forget(gateway);
            response = post(conversation, interactionId, gateway, oauth);
        }
        if (response.statusCode() != 200) {
            throw new IOException("the room facade answered " + response.statusCode() + " " + response.body());
        }
        var links = Json.read(response.body().getBytes(StandardCharsets.UTF_8));
        var agentUrl = links.path("agentUrl").textValue();
        var ticketUrl = links.path("ticketUrl").textValue();
        var recordingUrl = links.path("recordingUrl").textValue();
        if (agentUrl == null || ticketUrl == null || recordingUrl == null) {
            throw new IOException("the room facade's answer lacks a link: " + response.body());
        }
        return new CallLinks(agentUrl, ticketUrl, recordingUrl, clock.instant());
    }

    private HttpResponse<String> post(
            Conversation conversation,
            @Nullable String interactionId,
            GatewaySettings gateway,
            CredentialPlacement placement)
            throws IOException, InterruptedException {
        var body = Json.object()
                .put("applicationId", gateway.applicationId())
                .put("cdestination", "standalone")
                .put("customerId", conversation.opening().email())
                .put("interactionId", interactionId)
                .put("organizationId", conversation.vendor())
                .put("ticketExpirationSeconds", 0);
        var request = HttpRequest.newBuilder(URI.create(String.valueOf(gateway.facadeUrl())))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + tokens.get(gateway, placement, TIMEOUT_SECONDS))
                .timeout(Duration.ofMillis((long) (TIMEOUT_SECONDS * 1000)))
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
