package io.visavis.testkit;

import io.visavis.spi.ProviderFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** A plugin's jar, and the way the gateway loads it. */
record ProviderJar(Path file) {
    private static final String INDEX = "META-INF/extensions.idx";
    private static final List<String> LENT = List.of("io.visavis.spi.", "org.pf4j.", "org.slf4j.", "org.jspecify.");

    ProviderJar {
        if (!Files.isRegularFile(file)) {
            throw new AssertionError("there is no jar " + file.toAbsolutePath() + "; build it first: mvn verify");
        }
    }

    Attributes manifest() throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.getManifest() == null
                    ? new Attributes()
                    : jar.getManifest().getMainAttributes();
        }
    }

    /** Names of the classes that are found by the host. */
    List<String> extensions() throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            JarEntry index = jar.getJarEntry(INDEX);
            if (index == null) {
                return List.of();
            }
            try (InputStream in = jar.getInputStream(index)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList();
            }
        }
    }

    List<String> classes() throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }

    boolean has(String className) {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.getJarEntry(className.replace('.', '/') + ".class") != null;
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    /** Whether a class is one that every plugin gets from the gateway. */
    static boolean lent(String className) {
        return LENT.stream().anyMatch(className::startsWith);
    }

    /** Loads it as the gateway does: the JDK, what is lent, and the jar. */
    Isolated open() throws IOException {
        return new Isolated(
                new URLClassLoader("provider", new URL[] {file.toUri().toURL()}, new Lender()), extensions());
    }

    /** The jar's code in a class loader of its own. */
    record Isolated(URLClassLoader loader, List<String> extensions) implements AutoCloseable {

        ProviderFactory factory() throws ReflectiveOperationException {
            for (String name : extensions) {
                Class<?> extension = Class.forName(name, true, loader);
                if (ProviderFactory.class.isAssignableFrom(extension)) {
                    return (ProviderFactory) extension.getConstructor().newInstance();
                }
            }
            throw new AssertionError(INDEX + " names no ProviderFactory: " + extensions);
        }

        @Override
        public void close() throws IOException {
            loader.close();
        }
    }

    /** All that a plugin sees beside its own jar. */
    static final class Lender extends ClassLoader {
        Lender() {
            super("lent", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (lent(name)) {
                return ProviderJar.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name + " is not lent to plugins; the jar must bring it");
        }
    }
}
