package io.visavis.gateway.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Brings files past the system's memory: what is acknowledged behind it is there after a power cut, too. */
public final class Disk {
    private Disk() {}

    /**
     * Moves a file that was forced ({@link FileChannel#force}) to its name, for good: the names of the folders on the way
     * down from {@code root}, which may be new, are forced with it.
     */
    public static void publish(Path written, Path name, Path root) throws IOException {
        Files.move(written, name, StandardCopyOption.ATOMIC_MOVE);
        for (Path folder = name.getParent(); folder.startsWith(root); folder = folder.getParent()) {
            forceNames(folder);
        }
    }

    /** Windows opens no folders; its file system keeps names in a journal of its own. */
    private static void forceNames(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }
}
