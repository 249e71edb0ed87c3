package io.visavis.gateway.video.facade;

import io.micronaut.http.HttpStatus;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.visavis.gateway.problem.NotJson;
import io.visavis.gateway.video.facade.FacadeWire.Field;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks the facade's input: a closed object (contract 4.2), every fault listed. Flow variables that are empty arrive as
 * null or as blank text, so an optional field that is either counts as absent.
 */
@Singleton
final class FacadeRequests {

    private static final int BODY_BYTES = 64 * 1024;
    private static final int DESTINATION_LENGTH = 64;
    private static final int ID_LENGTH = 256;
    private static final String TICKET_LIFE = "ticketExpirationSeconds";
    private static final Set<String> FIELDS = Set.of(
            "applicationId", "cdestination", "customerId", "interactionId", "organizationId", TICKET_LIFE, "urlBase");

    private final JsonMapper json;

    FacadeRequests(JsonMapper json) {
        this.json = json;
    }

    FacadeRequest read(byte @Nullable [] body) {
        JsonNode object = object(body);
        List<Field> wrong = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : object.entries()) {
            if (!FIELDS.contains(entry.getKey())) {
                wrong.add(new Field(entry.getKey(), "is not a field of this request"));
            }
        }
        FacadeRequest request = new FacadeRequest(
                required(object, "applicationId", ID_LENGTH, wrong),
                required(object, "cdestination", DESTINATION_LENGTH, wrong),
                required(object, "customerId", ID_LENGTH, wrong),
                required(object, "interactionId", ID_LENGTH, wrong),
                optional(object, "organizationId", ID_LENGTH, wrong),
                ticketLife(object, wrong),
                optional(object, "urlBase", ID_LENGTH, wrong));
        if (!wrong.isEmpty()) {
            throw invalid(wrong);
        }
        return request;
    }

    static FacadeException invalid(List<Field> fields) {
        return new FacadeException(
                HttpStatus.BAD_REQUEST, "invalid_request", "The request has fields that cannot be used.", fields);
    }

    private JsonNode object(byte @Nullable [] body) {
        if (body == null || body.length == 0 || body.length > BODY_BYTES) {
            throw unreadable("A JSON object of at most " + BODY_BYTES + " bytes is expected.");
        }
        try {
            JsonNode node = json.readValue(body, JsonNode.class);
            if (node == null || !node.isObject()) {
                throw unreadable("A JSON object is expected.");
            }
            return node;
        } catch (IOException e) {
            throw unreadable(NotJson.words(e));
        }
    }

    private static FacadeException unreadable(String message) {
        return new FacadeException(HttpStatus.BAD_REQUEST, "invalid_request", message, List.of());
    }

    private static String required(JsonNode object, String name, int length, List<Field> wrong) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            wrong.add(new Field(name, "is required"));
            return "";
        }
        String text = text(value, name, length, wrong);
        if (text != null && text.isBlank()) {
            wrong.add(new Field(name, "must not be blank"));
        }
        return text == null ? "" : text.strip();
    }

    private static @Nullable String optional(JsonNode object, String name, int length, List<Field> wrong) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        String text = text(value, name, length, wrong);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable String text(JsonNode value, String name, int length, List<Field> wrong) {
        if (!value.isString()) {
            wrong.add(new Field(name, "must be a string"));
            return null;
        }
        String text = value.getStringValue();
        if (text.length() > length || text.chars().anyMatch(Character::isISOControl)) {
            wrong.add(new Field(name, "must be at most " + length + " printable characters"));
            return null;
        }
        return text;
    }

    /** 0, negative and absent all mean the default (contract 4.2). */
    private static @Nullable Duration ticketLife(JsonNode object, List<Field> wrong) {
        JsonNode value = object.get(TICKET_LIFE);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isNumber() || !isWhole(value.getBigDecimalValue())) {
            wrong.add(new Field(TICKET_LIFE, "must be an integer"));
            return null;
        }
        BigInteger seconds = value.getBigIntegerValue();
        return seconds.signum() <= 0
                ? null
                : Duration.ofSeconds(
                        seconds.min(BigInteger.valueOf(Integer.MAX_VALUE)).longValue());
    }

    private static boolean isWhole(BigDecimal number) {
        return number.precision() - number.scale() <= ID_LENGTH
                && number.stripTrailingZeros().scale() <= 0;
    }
}
