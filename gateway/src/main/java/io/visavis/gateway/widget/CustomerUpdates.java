package io.visavis.gateway.widget;

import static io.visavis.gateway.widget.JsonTexts.strings;
import static io.visavis.gateway.widget.JsonTexts.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.gateway.outbox.OutboundCommand;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.problem.ProblemException.FieldError;
import io.visavis.spi.OptionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a {@code conversation.update} changes. */
final class CustomerUpdates {
    private CustomerUpdates() {}

    /**
     * What changes for this contact centre; options of the application's other modes and empty ones change nothing.
     *
     * @param commandId the command that brings it
     * @param data follows {@code commands/v1/conversation.update}
     * @throws ProblemException 400 with every wrong field
     */
    static OutboundCommand.Update read(
            String commandId, JsonNode data, LiveProvider live, Set<String> optionsOfAnyMode) {
        JsonNode customer = data.path("customer");
        List<FieldError> errors =
                new ArrayList<>(StartRules.unknownOptions("data.options", data.path("options"), optionsOfAnyMode));
        errors.addAll(fixed(data.path("options"), live));
        String email = text(customer, "email");
        if (email != null && !StartRules.isEmail(email)) {
            errors.add(new FieldError("data.customer.email", "is not an e-mail address"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        OutboundCommand.Person person = customer.isEmpty()
                ? null
                : new OutboundCommand.Person(
                        email, text(customer, "name"), text(customer, "phone"), text(customer, "language"), null);
        return new OutboundCommand.Update(
                commandId, person, strings(data.path("context")), options(data.path("options"), live));
    }

    private static List<FieldError> fixed(JsonNode given, LiveProvider live) {
        return live.descriptor().options().stream()
                .filter(OptionSpec::startOnly)
                .filter(option -> text(given, option.name()) != null)
                .map(option ->
                        new FieldError("data.options." + option.name(), "can be set at the start of a chat only"))
                .toList();
    }

    private static Map<String, String> options(JsonNode given, LiveProvider live) {
        Set<String> own = ChatModes.options(live).collect(Collectors.toSet());
        Map<String, String> options = strings(given);
        options.entrySet()
                .removeIf(option ->
                        !own.contains(option.getKey()) || option.getValue().isBlank());
        return options;
    }
}
