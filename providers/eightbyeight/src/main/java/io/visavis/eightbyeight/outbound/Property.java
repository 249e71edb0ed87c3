package io.visavis.eightbyeight.outbound;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of a user's {@code additionalProperties}, shown to the agent (contract 2.4). */
record Property(String key, String value) {
    /** By it a conversation whose answer was lost is found again. */
    static final String GATEWAY_SESSION = "gateway_session";

    static final String SUBJECT = "subject";
    /** Those that the cap must not cut off. */
    static final List<String> OWN = List.of(GATEWAY_SESSION, SUBJECT);

    private static final String LEFT_OUT = "context_left_out";
    private static final int LONGEST_KEY = 100;
    private static final int LONGEST_VALUE = 1_000;

    static ArrayNode json(List<Property> properties) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        properties.forEach(
                property -> json.addObject().put("key", property.key()).put("value", property.value()));
        return json;
    }

    /**
     * At most 30; when there are more, the last place says how many the agent does not see, with those of which an earlier last
     * place said so. Empty values are left out.
     */
    static List<Property> of(Map<String, String> named) {
        List<Property> all = new ArrayList<>();
        named.forEach((key, value) -> {
            if (!key.isBlank() && !value.isBlank() && !key.strip().equals(LEFT_OUT)) {
                all.add(new Property(
                        Truncation.visibly(key.strip(), LONGEST_KEY),
                        Truncation.visibly(value.strip(), LONGEST_VALUE)));
            }
        });
        int leftOut = leftOut(named.getOrDefault(LEFT_OUT, ""));
        if (leftOut == 0 && all.size() <= Defaults.MOST_PROPERTIES) {
            return List.copyOf(all);
        }
        int kept = Math.min(all.size(), Defaults.MOST_PROPERTIES - 1);
        List<Property> capped = new ArrayList<>(all.subList(0, kept));
        capped.add(new Property(LEFT_OUT, String.valueOf(leftOut + all.size() - kept)));
        return List.copyOf(capped);
    }

    private static int leftOut(String number) {
        return number.matches("\\d{1,6}") ? Integer.parseInt(number) : 0;
    }
}
