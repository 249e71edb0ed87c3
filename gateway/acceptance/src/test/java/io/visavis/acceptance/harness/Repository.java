package io.visavis.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the built pieces lie. */
public final class Repository {
    private static final Path ROOT = root();

    private Repository() {}

    public static Path file(String relative) {
        Path file = ROOT.resolve(relative);
        if (!Files.exists(file)) {
            throw new IllegalStateException(relative + " is missing; build first: ./visavis build");
        }
        return file;
    }

    public static Path root() {
        Path here = Path.of("").toAbsolutePath();
        for (Path up = here; up != null; up = up.getParent()) {
            if (Files.isDirectory(up.resolve(".mvn"))) {
                return up;
            }
        }
        throw new IllegalStateException("not inside the repository: " + here);
    }

    /** Where tests leave what people look at afterwards. */
    public static Path artifacts(String folder) {
        try {
            return Files.createDirectories(
                    ROOT.resolve("gateway/acceptance/target").resolve(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the jars that the build dropped in, for a gateway with a folder of its own; returns that folder. */
    public static Path copyPlugins(Path folder) throws IOException {
        try (Stream<Path> installed = Files.list(file("plugins"))) {
            for (Path jar :
                    installed.filter(it -> it.toString().endsWith(".jar")).toList()) {
                Files.copy(jar, folder.resolve(jar.getFileName()));
            }
        }
        return folder;
    }
}
