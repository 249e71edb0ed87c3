package io.visavis.gateway.plugin;

import io.micronaut.context.annotation.Value;
import io.visavis.gateway.storage.Home;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Private copies of the jars that run: what is done to a file in the drop-in folder harms no code under way, and what was
 * judged is what is loaded.
 */
@Singleton
final class PluginCopies {
    private static final Logger LOG = LoggerFactory.getLogger(PluginCopies.class);

    private final Path folder;
    private final AtomicLong made = new AtomicLong();

    PluginCopies(@Value("${visavis.home}") Path home) {
        this.folder = home.resolve("plugin-copies");
    }

    /**
     * A jar's bytes as they were when it was read.
     *
     * @param sha256 in lower-case hexadecimal
     */
    record Copy(Path path, String sha256) {}

    /** What an earlier process left; called before the first copy. */
    void clear() {
        try {
            Home.makeFolder(folder);
            try (Stream<Path> left = Files.list(folder)) {
                for (Path file : left.toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the folder of plugin copies " + folder, e);
        }
    }

    Copy of(Path jar) throws IOException {
        MessageDigest digest = sha256();
        Path path = folder.resolve(made.incrementAndGet() + "-" + jar.getFileName());
        try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest);
                OutputStream out = Files.newOutputStream(path)) {
            in.transferTo(out);
        } catch (IOException e) {
            discard(path);
            throw e;
        }
        return new Copy(path, HexFormat.of().formatHex(digest.digest()));
    }

    /** What cannot be deleted stays until the next start. */
    void discard(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.warn("the plugin copy {} stays until the next start", copy, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
