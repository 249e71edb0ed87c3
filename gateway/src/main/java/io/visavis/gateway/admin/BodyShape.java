package io.visavis.gateway.admin;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Shows a delivery's body without what people wrote: every name, numbers, and the texts that are ids, kinds and times; of all
 * other texts only the length.
 */
@Singleton
final class BodyShape {
    private static final Pattern TELLING_NAME =
            Pattern.compile("(.*[_-])?(id|ids|type|kind|event|action|status|state|reason|timestamp|time|at|date)");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_.:+/-]{1,128}");

    private final JsonMapper json;

    BodyShape(JsonMapper json) {
        this.json = json;
    }

    /** Shape and ids; a word on the size when it is not JSON. */
    Object shape(byte[] body) {
        Object document = document(body);
        return document == null || document instanceof String
                ? hidden(body.length + " bytes that are no JSON document")
                : shown("", document);
    }

    /** All of it: as JSON, else as text, else what it is. */
    Object whole(byte[] body) {
        Object document = document(body);
        if (document != null) {
            return document;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException _) {
            return hidden(body.length + " bytes that are no text");
        }
    }

    private @Nullable Object document(byte[] body) {
        try {
            return json.readValue(body, Object.class);
        } catch (IOException | RuntimeException _) {
            return null;
        }
    }

    private static Object shown(String name, @Nullable Object value) {
        return switch (value) {
            case null -> hidden("null");
            case Map<?, ?> map -> {
                Map<String, Object> shape = new LinkedHashMap<>();
                map.forEach((key, inner) -> shape.put(String.valueOf(key), shown(String.valueOf(key), inner)));
                yield shape;
            }
            case List<?> list -> list.stream().map(inner -> shown(name, inner)).toList();
            case String text -> telling(name, text) ? text : hidden(text.length() + " characters");
            default -> value;
        };
    }

    private static boolean telling(String name, String text) {
        String words = CAMEL.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
        return TELLING_NAME.matcher(words).matches() && PLAIN_WORD.matcher(text).matches();
    }

    private static String hidden(String what) {
        return "<" + what + ">";
    }
}
