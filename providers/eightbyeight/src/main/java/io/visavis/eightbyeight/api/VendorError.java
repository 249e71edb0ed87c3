package io.visavis.eightbyeight.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An error body of 8x8's, read as one tolerant shape whichever of its eleven forms it has (contract 2.10). Only codes, field
 * names and the reference are kept: the free texts may quote what a visitor wrote, and these words go to logs.
 *
 * @param codes such as {@code invalid_queue}, {@code KA:7654321}
 * @param fields names of the fields complained about
 * @param referenceId what 8x8's support asks for; empty when there is none
 */
record VendorError(List<String> codes, List<String> fields, Optional<String> referenceId) {
    private static final int LONGEST = 80;
    private static final int MOST = 10;

    VendorError {
        codes = List.copyOf(codes);
        fields = List.copyOf(fields);
    }

    static VendorError of(Reply reply) {
        return reply.object()
                .map(VendorError::of)
                .orElseGet(() -> new VendorError(List.of(), List.of(), Optional.empty()));
    }

    private static VendorError of(JsonNode body) {
        Set<String> codes = new LinkedHashSet<>();
        Set<String> fields = new LinkedHashSet<>();
        add(codes, body, "code");
        add(codes, body, "ErrorCode");
        add(codes, body.path("fault").path("detail"), "errorcode");
        addAll(codes, body.path("errors"), "code");
        addAll(codes, body.path("validations"), "code");
        addAll(fields, body.path("validations"), "field");
        return new VendorError(
                List.copyOf(codes),
                List.copyOf(fields),
                Reply.text(body, "referenceId").map(VendorError::shown));
    }

    /** One object, a list of objects, or a list of texts, of which nothing is kept. */
    private static void addAll(Set<String> found, JsonNode errors, String name) {
        if (errors.isObject()) {
            add(found, errors, name);
        }
        for (JsonNode error : errors) {
            add(found, error, name);
        }
    }

    private static void add(Set<String> found, JsonNode node, String name) {
        if (found.size() < MOST) {
            Reply.text(node, name).map(VendorError::shown).ifPresent(found::add);
        }
    }

    /** For example {@code code invalid_queue, fields webHookId, reference f00d}. */
    String description() {
        StringBuilder text = new StringBuilder();
        append(text, "code ", String.join(" ", codes));
        append(text, "fields ", String.join(" ", fields));
        append(text, "reference ", referenceId.orElse(""));
        return text.isEmpty() ? "no reason given" : text.toString();
    }

    private static void append(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(text.isEmpty() ? "" : ", ").append(name).append(value);
        }
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST)).replaceAll("[^\\w .:/@-]", "?");
    }
}
