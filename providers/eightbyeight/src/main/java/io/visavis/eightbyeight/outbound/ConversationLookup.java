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
import java.util.List;
import java.util.Optional;

/**
 * Finds a conversation of ours whose creation had no clear answer: there is no idempotency key, so one looks before creating
 * another (contract 2.10).
 */
final class ConversationLookup {
    private static final String PURPOSE = "look for conversation";
    /** As many as come unasked: with thirty properties each, a hundred would be more than an answer may be. */
    private static final int PAGE = 20;

    private static final int MOST_PAGES = 30;
    /** As messages are sorted; for conversations no field but the id is printed. */
    private static final String NEWEST_FIRST = "&sort=createdAt:desc";

    private final EightByEightApi api;

    ConversationLookup(EightByEightApi api) {
        this.api = api;
    }

    /** By our own id among the user's properties. By which members one may filter and sort is not printed. */
    Optional<String> find(String channelId, String gatewayConversationId) {
        String filter = "&filter=" + URLEncoder.encode("channelId==" + channelId, StandardCharsets.UTF_8);
        for (String narrowed : List.of(filter + NEWEST_FIRST, NEWEST_FIRST, filter)) {
            try {
                return search(narrowed, gatewayConversationId);
            } catch (ProviderException e) {
                if (e.kind() != Kind.REJECTED) {
                    throw e;
                }
            }
        }
        return search("", gatewayConversationId);
    }

    /**
     * From both ends inwards: where the order asked for is kept the newest are at the beginning, where ids rise they are at
     * the end.
     */
    private Optional<String> search(String narrowed, String gatewayConversationId) {
        int pages = 1;
        for (int i = 0; i < Math.min(pages, MOST_PAGES); i++) {
            int page = i % 2 == 0 ? i / 2 : pages - 1 - i / 2;
            String query = "?size=" + PAGE + narrowed + "&page=" + page;
            JsonNode answer = api.callOrThrow(ApiRequest.get(ConversationResource.COLLECTION + query, PURPOSE))
                    .object()
                    .orElseGet(JsonNodeFactory.instance::objectNode);
            for (JsonNode conversation : answer.path("_embedded").path("conversations")) {
                if (isOurs(conversation, gatewayConversationId)) {
                    return Reply.text(conversation, "id");
                }
            }
            if (i == 0) {
                pages = answer.path("page").path("totalPages").asInt(1);
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
