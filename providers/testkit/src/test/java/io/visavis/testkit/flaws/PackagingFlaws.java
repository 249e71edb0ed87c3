package io.visavis.testkit.flaws;

import io.visavis.testkit.acme.Acme;
import io.visavis.testkit.acme.AcmeFactory;
import io.visavis.testkit.acme.StrictAcmeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** P1 to P4, and a jar in which all is well. */
public final class PackagingFlaws {
    private static final String FACTORY = AcmeFactory.class.getName();

    private PackagingFlaws() {}

    public static Stream<FlawedJar> all() {
        return Stream.of(
                new FlawedJar(Set.of(), "all is well"),
                new FlawedJar(Set.of("P1"), "does not say what it needs").without("Plugin-Requires"),
                new FlawedJar(Set.of("P1"), "has a version that is none").manifest("Plugin-Version", "new"),
                new FlawedJar(Set.of("P2"), "names two factories").naming("acme.Another"),
                new FlawedJar(Set.of("P3"), "brings its own SPI").with("io/visavis/spi/Provider.class"),
                new FlawedJar(Set.of("S5"), "has no default for commands of tomorrow")
                        .instead(StrictAcmeFactory.class.getName()),
                new FlawedJar(Set.of("P4"), "leaves a library behind").lacking("AcmeForm.class"));
    }

    /** A jar to be written. */
    public static final class FlawedJar {
        private final Set<String> promises;
        private final String what;
        private final Map<String, String> manifest = new LinkedHashMap<>(
                Map.of("Plugin-Id", "acme", "Plugin-Version", "1.0.0", "Plugin-Requires", ">=1.0.0 & <2.0.0"));
        private final List<String> extensions = new ArrayList<>(List.of(FACTORY));
        private final List<String> more = new ArrayList<>();
        private String lacking = "nothing";

        private FlawedJar(Set<String> promises, String what) {
            this.promises = promises;
            this.what = what;
        }

        private FlawedJar without(String attribute) {
            manifest.remove(attribute);
            return this;
        }

        private FlawedJar manifest(String attribute, String value) {
            manifest.put(attribute, value);
            return this;
        }

        private FlawedJar naming(String extension) {
            extensions.add(extension);
            return this;
        }

        private FlawedJar instead(String extension) {
            extensions.clear();
            return naming(extension);
        }

        private FlawedJar with(String entry) {
            more.add(entry);
            return this;
        }

        private FlawedJar lacking(String ending) {
            lacking = ending;
            return this;
        }

        /** Those it breaks. */
        public Set<String> promises() {
            return promises;
        }

        public Path write(Path jar) throws IOException {
            Manifest written = new Manifest();
            written.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.forEach((name, value) -> written.getMainAttributes().putValue(name, value));
            Map<String, byte[]> entries = new TreeMap<>(acme());
            entries.keySet().removeIf(name -> name.endsWith(lacking));
            entries.put("META-INF/extensions.idx", String.join("\n", extensions).getBytes(StandardCharsets.UTF_8));
            for (String name : more) {
                try (InputStream in = Acme.class.getClassLoader().getResourceAsStream(name)) {
                    entries.put(name, in.readAllBytes());
                }
            }
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream packed = new JarOutputStream(out, written)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    packed.putNextEntry(new JarEntry(entry.getKey()));
                    packed.write(entry.getValue());
                    packed.closeEntry();
                }
            }
            return jar;
        }

        @Override
        public String toString() {
            return what;
        }
    }

    /** Acme's compiled classes. */
    private static Map<String, byte[]> acme() throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files =
                Files.list(Path.of(Acme.class.getResource("Acme.class").toURI()).getParent())) {
            for (Path file :
                    files.filter(file -> !file.toString().contains("Fixture")).toList()) {
                classes.put("io/visavis/testkit/acme/" + file.getFileName(), Files.readAllBytes(file));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return classes;
    }
}
