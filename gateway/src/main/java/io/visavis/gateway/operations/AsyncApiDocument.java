package io.visavis.gateway.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.gateway.conversation.EventType;
import io.visavis.gateway.schema.JsonSchemas;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** What crosses the widget's border as messages, drawn from the schemas: events out, commands in. AsyncAPI 3. */
@Singleton
final class AsyncApiDocument {
    private static final String CONVERSATION = "/api/widget/v1/conversations/{conversationId}/";

    private final ObjectMapper json = new ObjectMapper();
    private final JsonSchemas schemas;

    AsyncApiDocument(JsonSchemas schemas) {
        this.schemas = schemas;
    }

    JsonNode read() {
        ObjectNode document = json.createObjectNode();
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Visavis")
                .put("version", "1")
                .put(
                        "description",
                        "Events are server-sent events: id is the position, event the type, data the payload."
                                + " Commands are posted one by one.");
        document.put("defaultContentType", "application/json");
        ObjectNode messages = document.putObject("components").putObject("messages");
        List<String> events =
                Arrays.stream(EventType.values()).map(EventType::wireName).toList();
        List<String> commands = StreamSupport.stream(
                        schemas.tree("commands/v1/command")
                                .at("/properties/type/enum")
                                .spliterator(),
                        false)
                .map(JsonNode::textValue)
                .toList();
        events.forEach(type -> messages.set(type, message("events/v1", "event", type)));
        commands.forEach(type -> messages.set(type, message("commands/v1", "command", type)));
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        channel(channels, operations, "events", "send", events);
        channel(channels, operations, "commands", "receive", commands);
        return document;
    }

    /** The envelope with its type and data narrowed to one kind. */
    private ObjectNode message(String folder, String envelope, String type) {
        ObjectNode data = schemas.tree(folder + "/" + type);
        ObjectNode whole = schemas.tree(folder + "/" + envelope);
        whole.remove(List.of("$id", "allOf"));
        ObjectNode properties = whole.withObject("/properties");
        properties.withObject("/type").removeAll().put("const", type);
        properties.set("data", data);
        ObjectNode message = json.createObjectNode();
        message.put("name", type);
        message.put("title", data.path("title").textValue());
        message.put("summary", data.path("description").textValue());
        message.putObject("payload")
                .put("schemaFormat", "application/schema+json;version=draft-07")
                .set("schema", whole);
        return message;
    }

    private static void channel(
            ObjectNode channels, ObjectNode operations, String name, String action, List<String> types) {
        ObjectNode channel = channels.putObject(name);
        channel.put("address", CONVERSATION + name);
        channel.putObject("parameters").putObject("conversationId").put("description", "From the start reply.");
        ObjectNode carried = channel.putObject("messages");
        types.forEach(type -> carried.putObject(type).put("$ref", "#/components/messages/" + type));
        ObjectNode operation = operations.putObject(name);
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + name);
    }
}
