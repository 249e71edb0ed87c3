package io.visavis.gateway.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.gateway.access.AccessRule;
import io.visavis.gateway.access.AccessTable;
import io.visavis.gateway.access.Permission;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says of each operation who may call it and how it refuses: as the access table has it, as every feature refuses what it cannot read
 * or find, and as the operation itself declares.
 */
@Singleton
final class OpenApiAccess {
    // The schemes that OpenApiDocument declares.
    private static final String ADMINISTRATOR = "administrator";
    private static final String CLIENT = "client";
    private static final String VISITOR = "visitor";
    private static final String STREAM_TICKET = "streamTicket";
    private static final String PARTICIPANT = "participant";

    private static final Map<Integer, String> REFUSALS = Map.ofEntries(
            Map.entry(400, "The request has fields that cannot be used; errors names them."),
            Map.entry(401, "The credential is missing, wrong or expired."),
            Map.entry(403, "The credential, or the page's origin, is not allowed here."),
            Map.entry(404, "There is no such thing, or it is someone else's."),
            Map.entry(406, "Nothing here fits the Accept header."),
            Map.entry(413, "The body is too large."),
            Map.entry(414, "The address, with its query, is too long."),
            Map.entry(415, "The body's content type is not taken here."),
            Map.entry(429, "Too many requests or wrong credentials; Retry-After says when to come again."),
            Map.entry(431, "The headers are too large."),
            Map.entry(500, "Nobody expected this; detail has an id for the operator."),
            Map.entry(503, "Not at the moment; Retry-After says when to come again."));

    private static final Map<String, String> SUCCESSES = Map.of(
            "200", "Done.",
            "201", "Made.",
            "202", "Taken; it is done in a moment.",
            "204", "Done; there is nothing to say.");

    /** Security requirements, one of which must be met; and adds what is missing of the answers. */
    void complete(ObjectNode document) {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                ObjectNode operation = (ObjectNode) method.getValue();
                AccessRule rule = AccessTable.ruleOf(method.getKey().toUpperCase(Locale.ROOT), path.getKey())
                        .orElseThrow();
                secure(operation, rule);
                refuse(operation, path.getKey(), rule);
            }
        }
    }

    private static void secure(ObjectNode operation, AccessRule rule) {
        List<JsonNode> declared = new ArrayList<>();
        operation.path("security").forEach(declared::add);
        ArrayNode security = operation.putArray("security");
        switch (rule) {
            case PUBLIC, WEBHOOK -> security.addObject();
            case ADMINISTRATOR -> security.addObject().putArray(ADMINISTRATOR);
            case FACADE -> client(security, Permission.FACADE);
            case WIDGET -> {
                security.addObject().putArray(VISITOR);
                client(security, Permission.WIDGET_SERVER);
            }
            case WIDGET_SERVER -> client(security, Permission.WIDGET_SERVER);
            case WIDGET_OR_TICKET -> {
                security.addObject().putArray(VISITOR);
                client(security, Permission.WIDGET_SERVER);
                security.addObject().putArray(STREAM_TICKET);
            }
            case CALL -> security.addObject().putArray(PARTICIPANT);
            case CALL_OR_BEACON -> {
                security.addObject().putArray(PARTICIPANT);
                security.addObject();
            }
        }
        security.addAll(declared);
    }

    private static void client(ArrayNode security, Permission permission) {
        security.addObject().putArray(CLIENT).add(permission.wireName());
    }

    private static void refuse(ObjectNode operation, String path, AccessRule rule) {
        Map<String, JsonNode> answers = new TreeMap<>();
        operation.path("responses").properties().forEach(it -> answers.put(it.getKey(), it.getValue()));
        for (int status : refusals(operation, path, rule)) {
            answers.computeIfAbsent(
                    Integer.toString(status), _ -> operation.objectNode().put("description", REFUSALS.get(status)));
        }
        answers.forEach((status, answer) -> {
            if (status.startsWith("2")) {
                describe((ObjectNode) answer, status);
            } else if (status.startsWith("4") || status.startsWith("5")) {
                ErrorForm form = ErrorForm.of(path, rule);
                ((ObjectNode) answer)
                        .withObject("/content")
                        .putObject(form.mediaType)
                        .putObject("schema")
                        .put("$ref", form.schema);
            }
        });
        operation.putObject("responses").setAll(answers);
    }

    /** Where a controller says nothing of it, the build has made a sentence of the operation's name, which says less than this. */
    private static void describe(ObjectNode answer, String status) {
        if (answer.path("description").asText().endsWith(status + " response")) {
            answer.put("description", SUCCESSES.get(status));
        }
    }

    private static Set<Integer> refusals(ObjectNode operation, String path, AccessRule rule) {
        Set<Integer> statuses = new TreeSet<>();
        boolean withBody = operation.has("requestBody");
        // The administrator's routes refuse a query that they do not read.
        boolean withQuery = (rule == AccessRule.ADMINISTRATOR && path.startsWith("/api/admin/"))
                || operation.path("parameters").findValuesAsText("in").contains("query");
        if (!path.equals("/ping")) {
            statuses.addAll(List.of(406, 500, 503));
        }
        if (path.startsWith("/api/")) {
            // Elsewhere too, but not in the form of elsewhere: such a request is given up before its address is known.
            statuses.addAll(List.of(414, 431));
        }
        if (withBody || withQuery) {
            statuses.add(400);
        }
        if (withBody) {
            statuses.addAll(List.of(413, 415));
        }
        if (path.contains("{")) {
            statuses.add(404);
        }
        if (rule != AccessRule.PUBLIC) {
            statuses.add(401);
        }
        if (rule != AccessRule.PUBLIC && rule != AccessRule.ADMINISTRATOR) {
            statuses.add(403);
        }
        if (rule == AccessRule.ADMINISTRATOR) {
            statuses.add(429);
        }
        if (path.startsWith("/api/widget/") || path.startsWith("/api/call/")) {
            // Origins are checked and rates are limited whoever asks.
            statuses.addAll(List.of(403, 429));
        }
        return statuses;
    }

    /** How errors look where; see the problem package's ErrorForms. */
    private enum ErrorForm {
        PROBLEM("application/problem+json", "widget/v1/problem"),
        OAUTH("application/json", "oauth/v1/token-error"),
        FACADE("application/json", "facade/v1/room-facade.error");

        private final String mediaType;
        private final String schema;

        ErrorForm(String mediaType, String schema) {
            this.mediaType = mediaType;
            this.schema = schema;
        }

        static ErrorForm of(String path, AccessRule rule) {
            if (path.startsWith("/security/oauth/")) {
                return OAUTH;
            }
            return rule == AccessRule.FACADE ? FACADE : PROBLEM;
        }
    }
}
