package io.visavis.sandbox.eightbyeight;

import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers in 8x8's dress: {@code application/hal+json}, lists in pages counted from zero (contract 2.0). */
final class Hal {

    private static final int USUAL_SIZE = 20;
    private static final int LARGEST_SIZE = 1000;

    private Hal() {}

    static Reply one(int status, Object resource) {
        return Reply.json(status, resource).withHeader("Content-Type", "application/hal+json");
    }

    /**
     * One page; {@code filter=field==value} is understood for one field, {@code sort=…:desc} turns the order round.
     *
     * @param items oldest or lowest id first
     * @param descending the order when none is asked for
     */
    static Reply page(Exchange exchange, String name, List<?> items, boolean descending) {
        int number = number(exchange.queryParameter("page"), 0, "page");
        int size = Math.min(LARGEST_SIZE, Math.max(1, number(exchange.queryParameter("size"), USUAL_SIZE, "size")));
        var fitting = new java.util.ArrayList<>(items.stream()
                .map(Json::tree)
                .filter(item -> fits(item, exchange.queryParameter("filter")))
                .toList());
        var sort = exchange.queryParameter("sort");
        if (sort == null ? descending : sort.endsWith(":desc")) {
            Collections.reverse(fitting);
        }
        var shown = fitting.stream().skip((long) number * size).limit(size).toList();
        var body = Json.object();
        body.putObject("_embedded").putArray(name).addAll(shown);
        var query = exchange.queryString();
        body.putObject("_links")
                .putObject("self")
                .put("href", exchange.origin() + exchange.path() + (query.isEmpty() ? "" : "?" + query));
        body.set(
                "page",
                Json.tree(Map.of(
                        "size",
                        size,
                        "number",
                        number,
                        "totalElements",
                        fitting.size(),
                        "totalPages",
                        (fitting.size() + size - 1) / size)));
        return one(200, body);
    }

    private static boolean fits(com.fasterxml.jackson.databind.JsonNode item, @Nullable String filter) {
        if (filter == null || !filter.contains("==")) {
            return true;
        }
        var parts = filter.replaceAll("[()]", "").split("==", 2);
        return item.at("/" + parts[0].replace('.', '/')).asText().equals(parts[1]);
    }

    private static int number(@Nullable String text, int usual, String name) {
        if (text == null) {
            return usual;
        }
        if (text.matches("[0-9]{1,6}")) {
            return Integer.parseInt(text);
        }
        throw EightByEightException.validation(name, text, "invalid_" + name, "must be a number");
    }
}
