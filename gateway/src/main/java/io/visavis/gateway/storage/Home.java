package io.visavis.gateway.storage;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** The folder of everything this gateway keeps on disk ({@code visavis.home}); made when absent, for its owner only. */
@Singleton
public final class Home {
    private static final String OWNERS = "rw-------";

    private final Path folder;

    Home(@Value("${visavis.home:./data}") Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        try {
            makeFolder(this.folder);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The home folder " + this.folder + " cannot be made (" + e + "): name another with VISAVIS_HOME.",
                    e);
        }
    }

    /** Absolute. */
    public Path folder() {
        return folder;
    }

    /** Makes a folder, and those above it, for the owner only; one that is there stays as it is. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, forOwner(folder, "rwx------"));
        }
    }

    /** Makes an empty file for the owner only; of one that is there nobody else may read any more. */
    static void makePrivate(Path file) throws IOException {
        try {
            Files.createFile(file, forOwner(file, OWNERS));
        } catch (FileAlreadyExistsException _) {
            PosixFileAttributeView permissions = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (permissions != null) {
                permissions.setPermissions(PosixFilePermissions.fromString(OWNERS));
            }
        }
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
        Path whole = Files.createTempFile(file.getParent(), ".", ".new", forOwner(file.getParent(), OWNERS));
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
