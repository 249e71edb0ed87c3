package io.visavis.eightbyeight.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.eightbyeight.api.ApiRequest;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.Customer;
import io.visavis.spi.ProviderCommand.UpdateConversation;
import io.visavis.spi.ProviderException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes what the agent knows of the visitor, and the queue while the visitor waits (contract 2.4). Whether a PATCH adds to the
 * user's properties or replaces them is not printed, so what is there is read first and sent again with the change.
 */
final class UpdateConversationCall {
    private static final String PURPOSE = "update conversation";
    private static final Customer NOBODY = new Customer(null, null, null, null, null);

    private final EightByEightApi api;

    UpdateConversationCall(EightByEightApi api) {
        this.api = api;
    }

    private record Change(@Nullable JsonNode user, @Nullable Assignment assignment) {}

    CommandReceipt send(UpdateConversation command) {
        Assignment assignment = Assignment.of(command.options());
        boolean aboutUser = command.customer() != null || !command.context().isEmpty();
        if (!aboutUser && assignment == null) {
            return CommandReceipt.done();
        }
        String path = ConversationResource.path(command.conversation());
        JsonNode user = aboutUser ? merged(present(path), command) : null;
        settled(api.call(ApiRequest.patch(path, new Change(user, assignment), PURPOSE)));
        return CommandReceipt.done();
    }

    private JsonNode present(String path) {
        Reply reply = settled(api.call(ApiRequest.get(path, PURPOSE)));
        return reply.object()
                .map(conversation -> conversation.path("user"))
                .orElse(JsonNodeFactory.instance.nullNode());
    }

    private static JsonNode merged(JsonNode present, UpdateConversation command) {
        Customer customer = command.customer() == null ? NOBODY : command.customer();
        User change = User.of(customer, Map.of(), command.context());
        Map<String, String> properties = properties(present, change);

        ObjectNode user = JsonNodeFactory.instance.objectNode();
        for (String name : User.MEMBERS) {
            if (present.path(name).isTextual()) {
                user.set(name, present.path(name));
            }
        }
        change.members().forEach(user::put);
        if (!properties.isEmpty()) {
            user.set("additionalProperties", Property.json(Property.of(properties)));
        }
        return user;
    }

    /** What has no room is cut off at the end: what we need ourselves comes first, then what is new. */
    private static Map<String, String> properties(JsonNode present, User change) {
        Map<String, String> there = new LinkedHashMap<>();
        for (JsonNode property : present.path("additionalProperties")) {
            there.put(property.path("key").asText(), property.path("value").asText());
        }
        Map<String, String> properties = new LinkedHashMap<>();
        for (String own : Property.OWN) {
            if (there.containsKey(own)) {
                properties.put(own, there.get(own));
            }
        }
        change.additionalProperties().forEach(property -> properties.put(property.key(), property.value()));
        there.forEach(properties::putIfAbsent);
        return properties;
    }

    private Reply settled(Reply reply) throws ProviderException {
        if (ConversationResource.isOver(reply)) {
            throw ConversationResource.over(reply, PURPOSE);
        }
        if (!reply.isSuccess()) {
            throw api.refusal(reply, PURPOSE);
        }
        return reply;
    }
}
