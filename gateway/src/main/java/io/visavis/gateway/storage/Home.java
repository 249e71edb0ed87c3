package io.visavis.gateway.storage;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** The folder of everything this gateway keeps on disk ({@code visavis.home}); made when absent, for its owner only. */
@Singleton
public final class Home {
    private final Path folder;

    Home(@Value("${visavis.home:./data}") Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(this.folder)) {
                Files.createDirectories(this.folder, forOwner(this.folder, "rwx------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the home folder " + this.folder, e);
        }
    }

    /** Absolute. */
    public Path folder() {
        return folder;
    }

    /** A file or folder below, which need not exist. */
    public Path resolve(String name) {
        return folder.resolve(name);
    }

    /**
     * The text of a file only its owner may read; made of {@code first} when absent. Two processes that start at once on
     * the same home get the same text.
     *
     * @throws UncheckedIOException when it can be neither read nor made
     */
    public String secretFile(String name, Supplier<String> first) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                publish(file, first.get());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the secret file " + file, e);
        }
    }

    /** Written aside and linked into place, so that nobody reads a half and the first of two writers wins. */
    private static void publish(Path file, String text) throws IOException {
        Path whole = Files.createTempFile(file.getParent(), ".", ".new", forOwner(file.getParent(), "rw-------"));
        try {
            Files.write(whole, (text + "\n").getBytes(StandardCharsets.UTF_8));
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException _) {
            // The other process was first; its text is the one.
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static FileAttribute<?>[] forOwner(Path near, String permissions) {
        if (!near.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
