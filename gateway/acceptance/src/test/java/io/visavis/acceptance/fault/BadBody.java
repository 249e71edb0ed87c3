package io.visavis.acceptance.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * A body that no door should take.
 *
 * @param validJson where deliveries of any shape are stored, this one is too
 */
record BadBody(String name, Supplier<byte[]> content, boolean validJson, List<String> headers) {
    static List<BadBody> all() {
        return List.of(
                broken("nothing", ""),
                broken("white space", " \n\t "),
                broken("half an object", "{\"a\":"),
                broken("two documents", "{} {}"),
                broken("a comment", "/* hello */ {}"),
                broken("NUL", "\0"),
                broken("a NUL in a text", "{\"a\":\"x\0y\"}"),
                broken("single quotes", "{'a':1}"),
                broken("NaN", "{\"a\":NaN}"),
                broken("XML", "<a/>"),
                broken("10,000 arrays deep", "[".repeat(10_000) + "]".repeat(10_000)),
                broken("10,000 objects deep", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)),
                broken("10,000 arrays deep, unclosed", "[".repeat(10_000)),
                broken("2 MiB", "{\"a\":\"" + "x".repeat(2 << 20) + "\"}"),
                broken("2 MiB of blanks", " ".repeat(2 << 20)),
                new BadBody("UTF-16", () -> "{\"a\":1}".getBytes(StandardCharsets.UTF_16), true, List.of()),
                new BadBody(
                        "no UTF-8", () -> "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1), false, List.of()),
                new BadBody("gzip that is none", () -> text("{}"), true, List.of("Content-Encoding", "gzip")),
                new BadBody("8 MiB in a small gzip", () -> zipped(8 << 20), false, List.of("Content-Encoding", "gzip")),
                new BadBody("unknown encoding", () -> text("{}"), true, List.of("Content-Encoding", "br")),
                other("null"),
                other("true"),
                other("42"),
                other("1e999999"),
                other("\"text\""),
                other("[]"),
                other("[{}]"),
                other("{}"));
    }

    private static BadBody broken(String name, String text) {
        return new BadBody(name, () -> text(text), false, List.of());
    }

    private static BadBody other(String json) {
        return new BadBody(json, () -> text(json), true, List.of());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** That many zeros, packed to a thousandth. */
    static byte[] zipped(int zeros) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            byte[] block = new byte[1 << 16];
            for (int left = zeros; left > 0; left -= block.length) {
                out.write(block, 0, Math.min(left, block.length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
