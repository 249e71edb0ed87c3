package io.visavis.gateway.plugin;

import com.github.zafarkhaja.semver.Version;
import io.visavis.spi.SpiVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a jar says of itself, judged before any of its code is loaded. PF4J alone would accept a version that is none and
 * a missing {@code Plugin-Requires}, and would find no extension without a word.
 *
 * @param file its name in the folder
 * @param problem what is wrong and what to do; null when it may be loaded
 */
record PluginJar(
        Path path,
        String file,
        @Nullable String id,
        @Nullable String version,
        @Nullable String problem) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String EXTENSIONS = "META-INF/extensions.idx";

    static PluginJar inspect(Path path) {
        String file = path.getFileName().toString();
        try (JarFile jar = new JarFile(path.toFile())) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                return new PluginJar(path, file, null, null, "has no manifest; build it with Plugin-Id and the rest");
            }
            Attributes attributes = manifest.getMainAttributes();
            String id = attributes.getValue("Plugin-Id");
            String version = attributes.getValue("Plugin-Version");
            return new PluginJar(path, file, id, version, fault(jar, id, version, attributes));
        } catch (IOException | SecurityException e) {
            return new PluginJar(
                    path, file, null, null, "cannot be read as a jar (" + e.getMessage() + "); copy it again, whole");
        }
    }

    private static @Nullable String fault(
            JarFile jar, @Nullable String id, @Nullable String version, Attributes attributes) throws IOException {
        if (id == null || !ID.matcher(id).matches()) {
            return "has no usable Plugin-Id in its manifest; set one such as 'acme'";
        }
        if (version == null || !Version.isValid(version)) {
            return "has Plugin-Version '" + version + "'; use a semantic version such as 1.0.0";
        }
        String requires = attributes.getValue("Plugin-Requires");
        if (requires == null || requires.isBlank() || "*".equals(requires.strip())) {
            return "does not say which SPI it was built for; set Plugin-Requires, for example '>=1.0.0 & <2.0.0'";
        }
        if (!satisfied(requires)) {
            return "needs SPI " + requires + " and this gateway has " + SpiVersion.CURRENT
                    + "; install a matching version of the plugin or of the gateway";
        }
        String dependencies = attributes.getValue("Plugin-Dependencies");
        if (dependencies != null && !dependencies.isBlank()) {
            return "depends on other plugins (" + dependencies
                    + "); a provider jar stands alone: bundle what it needs and leave out Plugin-Dependencies";
        }
        Optional<String> outside = jar.stream()
                .map(JarEntry::getName)
                .filter(name ->
                        name.startsWith("/") || List.of(name.split("[/\\\\]")).contains(".."))
                .findFirst();
        if (outside.isPresent()) {
            return "has the entry " + outside.get() + ", which leads out of the jar; build it again with a usual tool";
        }
        if (!hasExtension(jar)) {
            return "names no extension in " + EXTENSIONS
                    + "; annotate the ProviderFactory with @Extension and name PF4J's annotation processor in the build";
        }
        return null;
    }

    private static boolean satisfied(String requires) {
        try {
            return Version.parse(SpiVersion.CURRENT).satisfies(requires);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean hasExtension(JarFile jar) throws IOException {
        JarEntry index = jar.getJarEntry(EXTENSIONS);
        if (index == null) {
            return false;
        }
        try (var in = jar.getInputStream(index)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .anyMatch(line -> !line.isBlank() && !line.startsWith("#"));
        }
    }
}
