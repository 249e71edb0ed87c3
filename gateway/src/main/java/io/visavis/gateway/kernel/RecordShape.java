package io.visavis.gateway.kernel;

import io.micronaut.json.tree.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Holds JSON against a record, before it is read into it: readers turn the number 42.5 into the text "42.5" and drop a name
 * they do not know, and whoever sent it meant something else. What is absent or null is left to others.
 */
public final class RecordShape {

    private RecordShape() {}

    /** Tells each wrong value to {@code wrong}: its path, such as {@code texts.title}, and what is expected there. */
    public static void check(JsonNode object, Class<? extends Record> type, BiConsumer<String, String> wrong) {
        check("", object, type, wrong);
    }

    /**
     * Tells each name that the record does not have to {@code wrong}, with the one that was probably meant.
     *
     * @param passed names that may stand there all the same
     */
    public static void checkNames(
            JsonNode object, Class<? extends Record> type, Set<String> passed, BiConsumer<String, String> wrong) {
        Set<String> known = names(type);
        for (Map.Entry<String, JsonNode> field : object.entries()) {
            if (!known.contains(field.getKey()) && !passed.contains(field.getKey())) {
                wrong.accept(field.getKey(), "is not known here" + KnownNames.hint(field.getKey(), known));
            }
        }
    }

    /** The names of a record's parts. */
    public static Set<String> names(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void check(String path, JsonNode value, Type type, BiConsumer<String, String> wrong) {
        if (value.isNull()) {
            return;
        }
        switch (type) {
            case ParameterizedType list
            when list.getRawType() == List.class -> {
                if (expect(value.isArray(), path, "a list", wrong)) {
                    for (int i = 0; i < value.size(); i++) {
                        check(path + "[" + i + "]", value.get(i), list.getActualTypeArguments()[0], wrong);
                    }
                }
            }
            case ParameterizedType map
            when map.getRawType() == Map.class -> {
                if (expect(value.isObject(), path, "an object", wrong)) {
                    for (Map.Entry<String, JsonNode> entry : value.entries()) {
                        check(below(path, entry.getKey()), entry.getValue(), map.getActualTypeArguments()[1], wrong);
                    }
                }
            }
            case Class<?> record
            when record.isRecord() -> {
                if (expect(value.isObject(), path, "an object", wrong)) {
                    for (RecordComponent component : record.getRecordComponents()) {
                        JsonNode part = value.get(component.getName());
                        if (part != null) {
                            check(below(path, component.getName()), part, component.getGenericType(), wrong);
                        }
                    }
                }
            }
            case Class<?> text when text == String.class -> expect(value.isString(), path, "a text", wrong);
            case Class<?> flag
            when flag == Boolean.class || flag == boolean.class ->
                expect(value.isBoolean(), path, "true or false", wrong);
            case Class<?> number
            when Number.class.isAssignableFrom(number) || number.isPrimitive() ->
                expect(value.isNumber(), path, "a number", wrong);
            default -> {}
        }
    }

    private static boolean expect(boolean right, String path, String expected, BiConsumer<String, String> wrong) {
        if (!right) {
            wrong.accept(path, "must be " + expected);
        }
        return right;
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
