package io.visavis.acceptance.author;

import io.visavis.acceptance.harness.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local Maven repository as an author has it: everything that this build has fetched, by links, and what this build publishes,
 * by copies. Nothing of ours gets into the real one.
 */
final class AuthorsRepository implements AutoCloseable {
    private static final String VERSION = System.getProperty("visavis.version");

    private final Path folder;
    private final List<Path> links = new ArrayList<>();

    AuthorsRepository(Path folder) throws IOException {
        this.folder = folder;
        Path fetched = Path.of(System.getProperty("local.repository"));
        Path ours = folder.resolve("io/visavis");
        Files.createDirectories(ours);
        link(fetched, folder, "io");
        link(fetched.resolve("io"), folder.resolve("io"), "visavis");
        for (String module : new String[] {"spi", "testkit"}) {
            publish(module, ours.resolve("visavis-" + module).resolve(VERSION));
        }
    }

    /** A command of the guide's that begins with the wrapper, as a Maven runs it that knows this repository and no other. */
    List<String> mavenOf(List<String> command) {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "--offline",
                "--batch-mode",
                "-Dmaven.repo.local=" + folder));
        all.addAll(command.subList(1, command.size()));
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

    private static void publish(String module, Path to) throws IOException {
        Files.createDirectories(to);
        String file = "visavis-" + module + "-" + VERSION;
        String target = "providers/" + module + "/target/";
        Files.copy(Repository.file(target + file + ".jar"), to.resolve(file + ".jar"));
        Files.copy(Repository.file(target + ".flattened-pom.xml"), to.resolve(file + ".pom"));
    }

    /** Takes the links away, so that nobody follows them into the real one. */
    @Override
    public void close() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
    }
}
