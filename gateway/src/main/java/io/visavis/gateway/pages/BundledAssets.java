package io.visavis.gateway.pages;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files that {@code widget-ui} was bundled into, read from the class path and kept in memory: they are few, small and never
 * change while the gateway runs. Safe for use by many threads.
 */
@Singleton
final class BundledAssets {

    /** Only names that the bundler gives; so no request can name another resource. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+-[A-Z0-9]{8}\\.(js|css)(\\.map)?");

    private final Map<String, Entry> entries;
    private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

    BundledAssets(JsonMapper json) throws IOException {
        byte[] manifest = read("manifest.json")
                .orElseThrow(() -> new IllegalStateException(
                        "static/manifest.json is missing: the browser sources were not bundled"));
        this.entries = json.readValue(manifest, Argument.mapOf(String.class, Entry.class));
    }

    /**
     * The files of an entry point.
     *
     * @throws IllegalArgumentException if nothing was bundled under that name
     */
    Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("no entry point named " + name + " was bundled");
        }
        return entry;
    }

    /** The file of that name under {@code /assets}, or empty when there is none. */
    Optional<Asset> asset(String name) {
        Asset known = loaded.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Optional<Asset> found = read("assets/" + name)
                .map(bytes ->
                        new Asset(name, bytes, read("assets/" + name + ".gz").orElse(bytes)));
        found.ifPresent(asset -> loaded.put(name, asset));
        return found;
    }

    private static Optional<byte[]> read(String name) {
        try (InputStream in = BundledAssets.class.getResourceAsStream("/static/" + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the manifest says of an entry point.
     *
     * @param script the hashed script
     * @param style its style sheet, if it imports any
     * @param imports chunks the script needs at once
     * @param gzipBytes all of these together, compressed
     */
    @Serdeable
    record Entry(String script, @Nullable String style, List<String> imports, long gzipBytes) {}

    /** One file, as it stands and compressed. The arrays are shared: nobody may write to them. */
    static final class Asset {
        private final String name;
        private final byte[] plain;
        private final byte[] gzip;

        Asset(String name, byte[] plain, byte[] gzip) {
            this.name = name;
            this.plain = plain;
            this.gzip = gzip;
        }

        byte[] plain() {
            return plain;
        }

        byte[] gzip() {
            return gzip;
        }

        String mediaType() {
            if (name.endsWith(".css")) {
                return "text/css; charset=utf-8";
            }
            return name.endsWith(".map") ? "application/json" : "text/javascript; charset=utf-8";
        }
    }
}
