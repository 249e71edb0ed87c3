package io.visavis.talkdesk.outbound;

import io.visavis.spi.Customer;
import io.visavis.spi.ProviderCommand.StartConversation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The {@code context_parameters} of a new conversation: what a Studio flow may declare as arguments, name for name. Built in
 * one order always, since a repeat under the same idempotency key must carry the same bytes.
 */
final class ContextParameters {
    /** Comes back in {@code properties} of the automation events, if the administrator maps it (contract 3.8). */
    static final String GATEWAY_SESSION = "gateway_session";

    private static final String LEFT_OUT = "context_left_out";

    private ContextParameters() {}

    /** Ours first, so that a cap never cuts off the one we need; what the site names itself wins over what we derive. */
    static Map<String, String> of(StartConversation command, Caps caps) {
        Map<String, String> site = new TreeMap<>(command.context());
        site.remove(GATEWAY_SESSION);
        Map<String, String> all = new LinkedHashMap<>();
        all.put(GATEWAY_SESSION, command.gatewayConversationId());
        Customer customer = command.customer();
        putIfPresent(all, "contact_name", customer.name());
        putIfPresent(all, "contact_phone", customer.phone());
        putIfPresent(all, "contact_language", customer.language());
        all.putAll(site);
        return capped(all, caps);
    }

    private static void putIfPresent(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            parameters.put(name, value.strip());
        }
    }

    /** When there are too many, the last place says how many the agent does not see. */
    private static Map<String, String> capped(Map<String, String> all, Caps caps) {
        boolean tooMany = all.size() > caps.contextParameters();
        int kept = tooMany ? Math.max(1, caps.contextParameters() - 1) : all.size();
        Map<String, String> capped = new LinkedHashMap<>();
        all.entrySet().stream()
                .limit(kept)
                .forEach(entry ->
                        capped.put(entry.getKey(), Truncation.visibly(entry.getValue(), caps.contextValueLength())));
        if (tooMany) {
            capped.put(LEFT_OUT, String.valueOf(all.size() - kept));
        }
        return capped;
    }
}
