package io.visavis.spi.released;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The SPI's sources with changes, compiled: an SPI of tomorrow. */
final class ChangedSpi {
    private static final Path SOURCES = Path.of("src/main/java/io/visavis/spi");

    private final Path sources;
    private final Path classes;

    private ChangedSpi(Path sources, Path classes) {
        this.sources = sources;
        this.classes = classes;
    }

    /** A copy that is unchanged so far. */
    static ChangedSpi in(Path folder) {
        try {
            ChangedSpi copy = new ChangedSpi(
                    Files.createDirectory(folder.resolve("sources")), Files.createDirectory(folder.resolve("classes")));
            try (Stream<Path> files = Files.list(SOURCES)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.sources.resolve(file.getFileName()));
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a text that stands exactly once in the type's source. */
    ChangedSpi change(String type, String from, String to) {
        Path file = sources.resolve(type + ".java");
        try {
            String text = Files.readString(file);
            assertThat(text.split(java.util.regex.Pattern.quote(from), -1))
                    .as("\"%s\" stands once in %s", from, type)
                    .hasSize(2);
            Files.writeString(file, text.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A further source file, of any package. */
    ChangedSpi with(String name, String source) {
        try {
            Files.writeString(sources.resolve(name), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Compiles, and returns the folder of the classes. */
    Path compile() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.list(sources)) {
            CompilationTask task = compiler.getTask(
                    said,
                    files,
                    null,
                    List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString()),
                    null,
                    files.getJavaFileObjectsFromPaths(all.toList()));
            assertThat(task.call()).as(said.toString()).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }

    /** Loads the SPI, and what was compiled beside it or lies in {@code jars}, from here, and all else as ever. */
    static URLClassLoader loader(Path classes, Path... jars) {
        return new URLClassLoader(urls(classes, jars), new ClassLoader("lent", ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.startsWith("org.pf4j.") || name.startsWith("org.slf4j.") || name.startsWith("org.jspecify.")) {
                    return ChangedSpi.class.getClassLoader().loadClass(name);
                }
                throw new ClassNotFoundException(name);
            }
        });
    }

    private static URL[] urls(Path classes, Path... jars) {
        return Stream.concat(Stream.of(classes), Stream.of(jars))
                .map(path -> {
                    try {
                        return path.toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new IllegalArgumentException(e);
                    }
                })
                .toArray(URL[]::new);
    }
}
