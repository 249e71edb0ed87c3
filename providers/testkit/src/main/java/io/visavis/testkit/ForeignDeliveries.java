package io.visavis.testkit;

import io.visavis.spi.RawWebhook;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What no vendor means to send: nothing of it may make a provider throw. */
final class ForeignDeliveries {
    private static final List<String> SHAPES =
            List.of("{}", "[]", "null", "7", "true", "\"text\"", "{\"a\":{\"b\":[1]}}", "");
    private static final List<String> STRANGE_VALUES = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "[[],{},null,1]",
            "-1",
            "1e400",
            "123456789012345678901234567890",
            "\"\"",
            "\"\\ud83d\"");
    private static final Pattern JSON_VALUE =
            Pattern.compile("(?<=:)\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9.eE+]+|true|false|null|\\[\\s*]|\\{\\s*})");

    private ForeignDeliveries() {}

    /** Whole documents of no known shape, under every action of the samples and some of nobody's. */
    static List<RawWebhook> shapes(List<Sample> samples) {
        Set<String> actions = new LinkedHashSet<>(List.of("", "no-such-action", "../../etc"));
        samples.forEach(sample -> actions.add(sample.delivery().action()));
        return actions.stream()
                .flatMap(action -> SHAPES.stream().map(shape -> delivery(action, bytes(shape))))
                .toList();
    }

    static Stream<RawWebhook> of(List<Sample> samples) {
        Stream<RawWebhook> spoilt = samples.stream().map(Sample::delivery).flatMap(ForeignDeliveries::spoilt);
        Stream<RawWebhook> monsters = Stream.of(
                        bytes("[".repeat(100_000)),
                        bytes("{\"a\":".repeat(50_000)),
                        bytes("{\"id\":\"" + "x".repeat(900_000) + "\"}"),
                        new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3})
                .map(body -> delivery("", body));
        return Stream.of(shapes(samples).stream(), monsters, spoilt).flatMap(part -> part);
    }

    private static Stream<RawWebhook> spoilt(RawWebhook genuine) {
        byte[] body = genuine.body();
        Random random = new Random(body.length);
        Stream<byte[]> cut = IntStream.range(0, body.length).mapToObj(length -> Arrays.copyOf(body, length));
        Stream<byte[]> changed = IntStream.range(0, body.length).mapToObj(at -> {
            byte[] copy = body.clone();
            copy[at] = (byte) random.nextInt(256);
            return copy;
        });
        return Stream.of(cut, changed, strange(genuine.bodyText()))
                .flatMap(part -> part)
                .map(bytes -> delivery(genuine.action(), bytes));
    }

    /** Each value of a JSON text replaced by one of another type. */
    private static Stream<byte[]> strange(String json) {
        List<MatchResult> values = JSON_VALUE.matcher(json).results().toList();
        return values.stream()
                .flatMap(value -> STRANGE_VALUES.stream()
                        .map(strange ->
                                bytes(json.substring(0, value.start()) + strange + json.substring(value.end()))));
    }

    private static RawWebhook delivery(String action, byte[] body) {
        return new RawWebhook(action, Map.of(), body, LentContext.NOW);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** For a message of failure: not more than a line of it. */
    static String shown(RawWebhook delivery) {
        String text = delivery.bodyText();
        return "'" + delivery.action() + "': " + text.substring(0, Math.min(300, text.length()));
    }
}
