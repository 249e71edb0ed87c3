package io.visavis.sandbox.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Uploads and attachments in a temporary folder, streamed in and out. Thread-safe. */
public final class AttachmentStore {

    /**
     * An upload link that was handed out.
     *
     * @param allowedTypes empty for any
     * @param content null until the bytes have come
     */
    public record UploadRequest(
            String id,
            List<String> allowedTypes,
            @Nullable Path content,
            @Nullable String type,
            long size) {}

    private final Path folder;
    private final Clock clock;
    private final Map<String, UploadRequest> uploads = new LinkedHashMap<>();
    private final Map<String, Attachment> attachments = new LinkedHashMap<>();

    public AttachmentStore(Clock clock) throws IOException {
        this.clock = clock;
        this.folder = Files.createTempDirectory("visavis-sandbox-");
    }

    public synchronized UploadRequest request(List<String> allowedTypes) {
        var request = new UploadRequest(UUID.randomUUID().toString(), List.copyOf(allowedTypes), null, null, 0);
        uploads.put(request.id(), request);
        return request;
    }

    public synchronized Optional<UploadRequest> upload(String requestId) {
        return Optional.ofNullable(uploads.get(requestId));
    }

    /** A second upload to the same link replaces the first, as in a cloud store. */
    public void store(UploadRequest request, String type, InputStream content) throws IOException {
        var path = write(content);
        synchronized (this) {
            uploads.put(
                    request.id(),
                    new UploadRequest(request.id(), request.allowedTypes(), path, type, Files.size(path)));
        }
    }

    /**
     * Makes a resource of an upload.
     *
     * @return empty if the name is taken
     */
    public synchronized Optional<Attachment> create(
            UploadRequest upload, String name, JsonNode metadata, double readySeconds) {
        if (attachments.values().stream().anyMatch(other -> other.name().equals(name))) {
            return Optional.empty();
        }
        return Optional.of(add(
                newId(),
                name,
                String.valueOf(upload.type()),
                upload.size(),
                metadata,
                Objects.requireNonNull(upload.content()),
                readySeconds));
    }

    /** A file that an agent sends; names of these need not be unique. */
    public Attachment keep(String name, String type, InputStream content) throws IOException {
        return keep(newId(), name, type, content);
    }

    /** A file under an id of the vendor's own fashion. */
    public Attachment keep(String id, String name, String type, InputStream content) throws IOException {
        var path = write(content);
        synchronized (this) {
            return add(id, name, type, Files.size(path), Json.object(), path, 0);
        }
    }

    private Attachment add(
            String id, String name, String type, long size, JsonNode metadata, Path content, double readySeconds) {
        var readyAt = clock.instant().plus(Duration.ofMillis((long) (readySeconds * 1000)));
        var attachment = new Attachment(id, name, type, size, metadata, content, readyAt);
        attachments.put(attachment.id(), attachment);
        return attachment;
    }

    public synchronized Optional<Attachment> find(String id) {
        return Optional.ofNullable(attachments.get(id));
    }

    public synchronized List<Attachment> all() {
        return new ArrayList<>(attachments.values());
    }

    public synchronized boolean remove(String id) {
        return attachments.remove(id) != null;
    }

    private static String newId() {
        return "att-" + UUID.randomUUID().toString().substring(24);
    }

    private Path write(InputStream content) throws IOException {
        Files.createDirectories(folder);
        var path = Files.createTempFile(folder, "file-", ".bin");
        Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
        return path;
    }

    public synchronized void clear() {
        uploads.clear();
        attachments.clear();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary files of " + folder + " could not be removed", e);
        }
    }

    /** Removes the folder; nothing may be stored after that. */
    public void delete() throws IOException {
        clear();
        Files.deleteIfExists(folder);
    }
}
