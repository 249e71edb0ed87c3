package io.visavis.gateway.widget;

import io.visavis.gateway.storage.Disk;
import io.visavis.gateway.storage.Home;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The bytes of visitors' files under {@code <home>/attachments}, each under a hash of its id. It knows of no rows: a file
 * whose row never came is left to {@link LeftoverFiles}.
 */
@Singleton
final class FileShelf {
    private static final String PARTIAL = ".part";
    /** Whatever else lies there, an operator's or the file system's own, is not ours to touch. */
    private static final Pattern OURS = Pattern.compile("[0-9a-f]{2}|[0-9a-f]{64}(" + Pattern.quote(PARTIAL) + ")?");

    private final Path home;
    private final Path folder;

    FileShelf(Home home) {
        this.home = home.folder();
        this.folder = home.folder().resolve("attachments");
    }

    /** Writes a file's bytes and says how many they were. */
    @FunctionalInterface
    interface Filling {
        long into(OutputStream out) throws IOException;
    }

    Path place(String attachmentId) {
        String name = nameOf(attachmentId);
        return folder.resolve(name.substring(0, 2)).resolve(name);
    }

    /** The file is on the disk, whole and by its name, when this returns; else there is nothing of it. */
    long put(String attachmentId, Filling content) throws IOException {
        Path kept = place(attachmentId);
        Path partial = kept.resolveSibling(kept.getFileName() + PARTIAL);
        Home.makeFolder(kept.getParent());
        try {
            long size;
            try (FileChannel file =
                    FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                size = content.into(Channels.newOutputStream(file));
                file.force(true);
            }
            Disk.publish(partial, kept, home);
            return size;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    void remove(String attachmentId) {
        remove(place(attachmentId));
    }

    /** Its file name: what {@link #lastWrittenBefore} finds of it. */
    static String nameOf(String attachmentId) {
        return Digest.of(attachmentId);
    }

    /** The folders that files lie in. */
    List<Path> folders() {
        return entries(folder);
    }

    /** What lies in one of the folders and has not been written to since. */
    List<Path> lastWrittenBefore(Instant time, Path in) {
        return entries(in).stream().filter(file -> isOlder(file, time)).toList();
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file.getFileName(), e);
        }
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry ->
                            OURS.matcher(entry.getFileName().toString()).matches())
                    .toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder.getFileName(), e);
        }
    }

    private static boolean isOlder(Path file, Instant time) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (NoSuchFileException _) {
            // It went with its conversation at this moment.
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file.getFileName(), e);
        }
    }
}
