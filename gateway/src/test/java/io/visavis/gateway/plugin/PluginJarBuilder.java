package io.visavis.gateway.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles a plugin from source and packs it as a vendor would, or wrongly in the way a test asks for. */
final class PluginJarBuilder {
    private final Map<String, String> manifest = new LinkedHashMap<>(
            Map.of("Plugin-Id", "acme", "Plugin-Version", "1.0.0", "Plugin-Requires", ">=1.0.0 & <2.0.0"));
    private final List<String> extensions = new ArrayList<>();
    private final List<String> entries = new ArrayList<>();
    private @Nullable Path compiled;
    private String chatMode = "acme";
    private String describeBody = "";
    private String createBody = "throw new IllegalArgumentException(\"not needed\");";
    private String besides = "";
    private String leftOut = "none";
    private boolean damaged;

    PluginJarBuilder manifest(String name, String value) {
        manifest.put(name, value);
        return this;
    }

    PluginJarBuilder without(String name) {
        manifest.remove(name);
        return this;
    }

    PluginJarBuilder chatMode(String mode) {
        this.chatMode = mode;
        return this;
    }

    /** Java statements run before the descriptor is made. */
    PluginJarBuilder describing(String statements) {
        this.describeBody = statements;
        return this;
    }

    PluginJarBuilder creating(String statements) {
        this.createBody = statements;
        return this;
    }

    /** As {@link #creating}, with statements before what creates already. */
    PluginJarBuilder creatingBehind(String statements) {
        return creating(statements + createBody);
    }

    /** Further classes of the same file. */
    PluginJarBuilder besides(String classes) {
        this.besides = classes;
        return this;
    }

    /** Compiled, and forgotten when the jar is packed; a simple name. */
    PluginJarBuilder leavingOut(String className) {
        this.leftOut = className;
        return this;
    }

    /** Cuts its classes in half before they are packed, as a full disk does in a build. */
    PluginJarBuilder damagingClasses() {
        this.damaged = true;
        return this;
    }

    PluginJarBuilder alsoNamingExtension(String className) {
        extensions.add(className);
        return this;
    }

    /** An entry of that name with a few bytes. */
    PluginJarBuilder entry(String name) {
        entries.add(name);
        return this;
    }

    Path write(Path jar) throws IOException {
        Path work = Files.createTempDirectory("plugin");
        Path source = work.resolve("AcmeFactory.java");
        Files.writeString(source, """
            package acme;
            import io.visavis.spi.*;
            public final class AcmeFactory implements ProviderFactory {
                public ProviderDescriptor describe() {
                    %s
                    return ProviderDescriptor.builder("%s").build();
                }
                public Provider create(ConnectionSettings settings, ProviderContext context) { %s }
            }
            %s
            """.formatted(describeBody, chatMode, createBody, besides));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int status = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                work.toString(),
                source.toString());
        if (status != 0) {
            throw new IllegalStateException("the fixture plugin does not compile");
        }
        extensions.add("acme.AcmeFactory");
        compiled = work;
        packAgain(jar);
        return jar;
    }

    /** The same classes with the manifest of now. */
    void packAgain(Path jar) throws IOException {
        pack(Objects.requireNonNull(compiled), jar);
    }

    private boolean isPacked(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".class") && !name.equals(leftOut + ".class");
    }

    private void pack(Path classes, Path jar) throws IOException {
        Manifest written = new Manifest();
        written.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach((name, value) -> written.getMainAttributes().putValue(name, value));
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out, written);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(this::isPacked).toList()) {
                packed.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                byte[] bytes = Files.readAllBytes(file);
                packed.write(bytes, 0, damaged ? bytes.length / 2 : bytes.length);
                packed.closeEntry();
            }
            packed.putNextEntry(new JarEntry("META-INF/extensions.idx"));
            packed.write(String.join("\n", extensions).getBytes(StandardCharsets.UTF_8));
            packed.closeEntry();
            for (String entry : entries) {
                packed.putNextEntry(new JarEntry(entry));
                packed.write(1);
                packed.closeEntry();
            }
        }
    }
}
