package io.visavis.acceptance.author;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local Maven repository as an author has it: everything that this build has fetched, by links. Nothing of ours gets into the
 * real one.
 */
final class AuthorsRepository implements AutoCloseable {
    /** What a JVM that lives for seconds spends on its second compiler, it never gets back. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private final Path folder;
    private final List<Path> links = new ArrayList<>();

    AuthorsRepository(Path folder) throws IOException {
        this.folder = folder;
        Path fetched = Path.of(System.getProperty("local.repository"));
        Files.createDirectories(folder.resolve("io/visavis"));
        link(fetched, folder, "io");
        link(fetched.resolve("io"), folder.resolve("io"), "visavis");
    }

    /** A command that begins with the wrapper, as a Maven runs it that knows this repository and no other. */
    List<String> maven(List<String> command) {
        List<String> all = new ArrayList<>(List.of(
                "env",
                "MAVEN_OPTS=" + QUICK,
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "--batch-mode",
                "-Dmaven.repo.local=" + folder));
        all.addAll(command.subList(1, command.size()));
        return all;
    }

    /** The same, with nothing but what is in this repository. */
    List<String> mavenOffline(List<String> command) {
        List<String> all = maven(command);
        all.add("--offline");
        return all;
    }

    private void link(Path from, Path to, String without) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.filter(
                            entry -> !entry.getFileName().toString().equals(without))
                    .toList()) {
                links.add(Files.createSymbolicLink(to.resolve(entry.getFileName()), entry));
            }
        }
    }

    /** Takes the links away, so that nobody follows them into the real one. */
    @Override
    public void close() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
    }
}
