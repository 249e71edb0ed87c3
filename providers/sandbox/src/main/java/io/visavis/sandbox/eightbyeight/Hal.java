package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
     * One page in the order asked for by {@code sort=field:asc} or {@code :desc}, of what {@code filter} lets through.
     *
     * @param items in the order when none is asked for
     */
    static Reply page(Exchange exchange, String name, List<?> items) {
        return page(exchange, name, items, null);
    }

    /** One page of what has a time: the newest first, and no other order than by {@code createdAt}. */
    static Reply newest(Exchange exchange, String name, List<?> oldestFirst) {
        return page(exchange, name, oldestFirst, "createdAt");
    }

    private static Reply page(Exchange exchange, String name, List<?> items, @Nullable String onlyField) {
        int number = number(exchange.queryParameter("page"), 0, "page");
        int size = Math.min(LARGEST_SIZE, Math.max(1, number(exchange.queryParameter("size"), USUAL_SIZE, "size")));
        var fitting = new ArrayList<>(items.stream()
                .map(Json::tree)
                .filter(Fiql.read(exchange.queryParameter("filter")))
                .toList());
        var asked = exchange.queryParameter("sort");
        sort(fitting, asked == null && onlyField != null ? onlyField + ":desc" : asked, onlyField);
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

    /** Items that are alike, as all are that lack the field, keep their order, or turn it round. */
    private static void sort(List<JsonNode> items, @Nullable String order, @Nullable String onlyField) {
        if (order == null) {
            return;
        }
        var parts = order.split(":", -1);
        boolean known = parts.length == 2 && (parts[1].equals("asc") || parts[1].equals("desc"));
        if (!known || (onlyField != null && !parts[0].equals(onlyField))) {
            throw EightByEightException.validation("sort", order, "invalid_sort", "must be field:asc or field:desc");
        }
        items.sort(Comparator.comparing(
                item -> item.at("/" + parts[0].replace('.', '/')).asText()));
        if (parts[1].equals("desc")) {
            Collections.reverse(items);
        }
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
