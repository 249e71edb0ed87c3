package io.visavis.acceptance.author;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.acceptance.harness.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What a release puts into a registry, by the command of {@code providers/RELEASING.md}. Made from the sources and classes of this
 * build, in a copy of them: nobody shall read a jar in the moment in which it is written again.
 */
final class Publication {
    private static final List<String> MODULES = List.of("spi", "testkit");
    private static final String CLASS = ".class";

    private final Path tree;
    private final Path registry;

    Publication(Path folder) throws IOException {
        this.tree = Files.createDirectories(folder.resolve("tree"));
        this.registry = folder.resolve("registry");
        String pom = Files.readString(Repository.file("pom.xml"));
        Files.writeString(
                tree.resolve("pom.xml"),
                pom.replaceAll("<module>(?!providers/(" + String.join("|", MODULES) + ")<)[^<]*</module>", ""));
        copy(".mvn/jvm.config");
        copy("providers/spi/CONTRACT.md");
        for (String module : MODULES) {
            copy("providers/" + module + "/pom.xml");
            copy("providers/" + module + "/src/main");
            copy("providers/" + module + "/target/classes");
        }
    }

    private void copy(String path) throws IOException {
        Path from = Repository.file(path);
        Path to = tree.resolve(path);
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** Where the command is to be typed. */
    Path tree() {
        return tree;
    }

    /** The page's, into a folder; without what this build has done already, and without looking for the JDK's Javadoc in the net. */
    List<String> command() {
        List<String> words = new ArrayList<>(new Guide("providers/RELEASING.md").command("-Ppublish"));
        String where = words.removeLast();
        assertThat(where).startsWith("-DaltDeploymentRepository=registry::https:");
        words.add(where.substring(0, where.indexOf("https:")) + registry.toUri());
        words.addAll(List.of(
                "-Dmaven.main.skip", "-Dmaven.test.skip", "-Dspotless.check.skip", "-DdetectJavaApiLink=false"));
        return words;
    }

    void assertComplete() throws IOException {
        for (String module : MODULES) {
            Path jar = published(module, "(?<!-sources|-javadoc)\\.jar");
            Set<String> types = publicTypes(jar);
            assertThat(types).as("public types of %s", jar).isNotEmpty();
            assertThat(entries(published(module, "-sources\\.jar"))).containsAll(named(types, ".java"));
            assertThat(entries(published(module, "-javadoc\\.jar")))
                    .contains("index.html")
                    .containsAll(named(types, ".html"));
            assertThat(published(module, "\\.pom"))
                    .content()
                    .contains("<licenses>")
                    .doesNotContain("<parent>", "${");
        }
        assertThat(entries(published("testkit", "-sources\\.jar"))).contains("io/visavis/testkit/CONTRACT.md");
    }

    /** The only file of the module whose name ends so; its checksum lies beside it. */
    private Path published(String module, String end) throws IOException {
        try (Stream<Path> files = Files.walk(registry.resolve("io/visavis/visavis-" + module))) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().matches(".*" + end))
                    .toList();
            assertThat(found).as("%s of %s", end, module).hasSize(1);
            assertThat(found.getFirst().resolveSibling(found.getFirst().getFileName() + ".sha1"))
                    .exists();
            return found.getFirst();
        }
    }

    private static Set<String> publicTypes(Path jar) throws IOException {
        Set<String> types = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                String name = entry.getName();
                if (name.endsWith(CLASS) && !name.contains("$") && !name.endsWith("-info.class")) {
                    try (InputStream bytes = file.getInputStream(entry)) {
                        if (ClassFile.of().parse(bytes.readAllBytes()).flags().has(AccessFlag.PUBLIC)) {
                            types.add(name.substring(0, name.length() - CLASS.length()));
                        }
                    }
                }
            }
        }
        return types;
    }

    private static Set<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return new TreeSet<>(file.stream().map(JarEntry::getName).toList());
        }
    }

    private static List<String> named(Set<String> types, String end) {
        return types.stream().map(type -> type + end).toList();
    }
}
