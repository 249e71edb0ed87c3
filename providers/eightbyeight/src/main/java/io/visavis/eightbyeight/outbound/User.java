package io.visavis.eightbyeight.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.visavis.spi.Customer;
import io.visavis.spi.ProviderCommand.StartConversation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who chats (contract 2.4). Context parameters named like a member of 8x8's own fill that member.
 *
 * @param userId a customer id of 8x8's own CRM: the agent gets that customer's screen
 */
record User(
        @Nullable String name,
        @Nullable String userId,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String company,
        @Nullable String caseId,
        @Nullable String language,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Property> additionalProperties) {

    /** The members that are plain texts, by their names on the wire. */
    static final List<String> MEMBERS = List.of("name", "userId", "email", "phone", "company", "caseId", "language");

    static User of(StartConversation command) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(Property.GATEWAY_SESSION, command.gatewayConversationId());
        if (command.subject() != null) {
            properties.put(Property.SUBJECT, command.subject());
        }
        return of(command.customer(), properties, command.context());
    }

    /** {@code own} come first, so that the cap never cuts off the ones we need; of the rest the order is the alphabet's. */
    static User of(Customer customer, Map<String, String> own, Map<String, String> context) {
        Map<String, String> free = new TreeMap<>(context);
        free.remove(Property.GATEWAY_SESSION);
        String userId = free.remove("userId");
        String company = free.remove("company");
        String caseId = free.remove("caseId");
        Map<String, String> properties = new LinkedHashMap<>(own);
        if (customer.avatarUrl() != null) {
            properties.put("avatarUrl", customer.avatarUrl().toString());
        }
        properties.putAll(free);
        return new User(
                trimmed(customer.name()),
                trimmed(userId),
                trimmed(customer.email()),
                trimmed(customer.phone()),
                trimmed(company),
                trimmed(caseId),
                Languages.of(customer.language()),
                Property.of(properties));
    }

    /** Those of {@link #MEMBERS} that have a value. */
    Map<String, String> members() {
        Map<String, String> members = new LinkedHashMap<>();
        List<@Nullable String> values = Arrays.asList(name, userId, email, phone, company, caseId, language);
        for (int i = 0; i < MEMBERS.size(); i++) {
            String value = values.get(i);
            if (value != null) {
                members.put(MEMBERS.get(i), value);
            }
        }
        return members;
    }

    private static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
