package io.visavis.gateway.widget;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.gateway.outbox.OutboundCommand;
import io.visavis.gateway.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a {@code conversation.update} changes. */
final class CustomerUpdates {
    private CustomerUpdates() {}

    /** {@code data} follows {@code commands/v1/conversation.update}. */
    static OutboundCommand.Update read(JsonNode data) {
        JsonNode customer = data.path("customer");
        String email = text(customer, "email");
        if (email != null && !StartRules.isEmail(email)) {
            throw ProblemException.invalid("data.customer.email", "is not an e-mail address");
        }
        OutboundCommand.Person person = customer.isEmpty()
                ? null
                : new OutboundCommand.Person(
                        email, text(customer, "name"), text(customer, "phone"), text(customer, "language"), null);
        return new OutboundCommand.Update(person, strings(data.path("context")), strings(data.path("options")));
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> values = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> values.put(field.getKey(), field.getValue().asText()));
        return values;
    }

    private static @Nullable String text(JsonNode object, String name) {
        String value = object.path(name).asText("");
        return value.isBlank() ? null : value;
    }
}
