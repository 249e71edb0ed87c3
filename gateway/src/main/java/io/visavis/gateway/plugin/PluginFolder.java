package io.visavis.gateway.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The drop-in folder: which jars lie in it, and how each looks from outside. */
final class PluginFolder {
    private final Path folder;

    PluginFolder(Path folder) {
        this.folder = folder;
    }

    /** What changes when somebody writes to a file or puts another one in its place. */
    record Stamp(long size, FileTime modified, @Nullable Object file) {}

    /** Names and stamps; empty without the folder. */
    SortedMap<String, Stamp> jars() throws IOException {
        SortedMap<String, Stamp> jars = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(".jar") && !name.startsWith(".")) {
                        jars.put(name, stamp(file));
                    }
                }
            }
        }
        return jars;
    }

    /** A file that cannot be looked at, such as a link to nowhere, looks like nothing. */
    private static Stamp stamp(Path file) {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(seen.size(), seen.lastModifiedTime(), seen.fileKey());
        } catch (IOException _) {
            return new Stamp(-1, FileTime.fromMillis(0), null);
        }
    }

    /**
     * Where the file lies.
     *
     * @throws RefusedPlugin when it is no file of this folder
     * @throws IOException when that cannot be told now
     */
    Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        if (Files.isDirectory(file)) {
            throw new RefusedPlugin("is a folder; put the jar itself into the plugin folder", null);
        }
        if (!file.toRealPath().startsWith(folder.toRealPath())) {
            throw new RefusedPlugin("is a link that leads out of the plugin folder; copy the jar into it", null);
        }
        return file;
    }

    @Override
    public String toString() {
        return folder.toAbsolutePath().normalize().toString();
    }
}
