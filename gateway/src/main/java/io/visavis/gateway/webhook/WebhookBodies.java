package io.visavis.gateway.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.visavis.gateway.problem.NotJson;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** What a delivery's body may be: JSON of any shape, up to 1 MiB unpacked, nested to a depth that a parser bears. */
@Singleton
final class WebhookBodies {
    static final int MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 64;

    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(MOST_BYTES)
                    .build())
            .build();

    /** The body's bytes, unpacked if need be. */
    byte[] read(HttpHeaders headers, byte[] body) {
        byte[] bytes = body;
        String encoding = headers.get(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && encoding.toLowerCase(Locale.ROOT).contains("gzip") && isPacked(bytes)) {
            bytes = unpacked(bytes);
        }
        if (bytes.length > MOST_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    /** Throws a 400 unless the bytes are one JSON value. */
    void requireJson(byte[] bytes) {
        try (JsonParser parser = json.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw notJson();
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw notJson();
            }
        } catch (IOException e) {
            throw NotJson.problem(e);
        }
    }

    /** Whoever stands before us may have unpacked it already and left the header. */
    private static boolean isPacked(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    private static byte[] unpacked(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw notJson();
        }
    }

    private static ProblemException tooLarge() {
        return ProblemException.of(
                HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                "too-large",
                ProblemAction.FIX_INPUT,
                "A delivery may have at most 1 MiB.");
    }

    private static ProblemException notJson() {
        return NotJson.problem("The body is not a JSON document.");
    }
}
