package io.visavis.eightbyeight.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.visavis.eightbyeight.api.ApiRequest;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds a conversation of ours whose creation had no clear answer: there is no idempotency key, so one looks before creating
 * another (contract 2.10).
 */
final class ConversationLookup {
    private static final String PURPOSE = "look for conversation";
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 5;

    private final EightByEightApi api;

    ConversationLookup(EightByEightApi api) {
        this.api = api;
    }

    /** By our own id among the user's properties. */
    Optional<String> find(String channelId, String gatewayConversationId) {
        String filter = "&filter=" + URLEncoder.encode("channelId==" + channelId, StandardCharsets.UTF_8);
        try {
            return search(filter, gatewayConversationId);
        } catch (ProviderException e) {
            if (e.kind() != Kind.REJECTED) {
                throw e;
            }
            // By which members one may filter is not printed.
            return search("", gatewayConversationId);
        }
    }

    private Optional<String> search(String filter, String gatewayConversationId) {
        for (int page = 0; page < MOST_PAGES; page++) {
            String query = "?size=" + PAGE + filter + "&page=" + page;
            JsonNode answer = api.callOrThrow(ApiRequest.get(ConversationResource.COLLECTION + query, PURPOSE))
                    .object()
                    .orElseGet(JsonNodeFactory.instance::objectNode);
            for (JsonNode conversation : answer.path("_embedded").path("conversations")) {
                if (isOurs(conversation, gatewayConversationId)) {
                    return Reply.text(conversation, "id");
                }
            }
            if (page + 1 >= answer.path("page").path("totalPages").asInt(1)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isOurs(JsonNode conversation, String gatewayConversationId) {
        for (JsonNode property : conversation.path("user").path("additionalProperties")) {
            if (Property.GATEWAY_SESSION.equals(property.path("key").asText())
                    && gatewayConversationId.equals(property.path("value").asText())) {
                return true;
            }
        }
        return false;
    }
}
