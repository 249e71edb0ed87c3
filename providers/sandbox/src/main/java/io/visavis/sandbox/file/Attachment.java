package io.visavis.sandbox.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.conversation.AttachedFile;
import java.nio.file.Path;
import java.time.Instant;

/**
 * An attachment resource and where its bytes are.
 *
 * @param readyAt from when on it can be used in a message
 */
public record Attachment(
        String id, String name, String type, long size, JsonNode metadata, Path content, Instant readyAt) {

    public AttachedFile file() {
        return new AttachedFile(id, name, type, size);
    }
}
