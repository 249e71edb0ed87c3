package io.visavis.eightbyeight;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.ProviderFactory;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar as it is dropped into {@code plugins/}. */
class PluginJarIT {
    private static final Path JAR = Path.of(System.getProperty("plugin.jar"));

    @Test
    void theManifestTellsThePluginHostWhatItIs() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();

            assertThat(manifest.getValue("Plugin-Id")).isEqualTo("8x8");
            assertThat(manifest.getValue("Plugin-Version")).isEqualTo("1.0.0");
            assertThat(manifest.getValue("Plugin-Requires")).isEqualTo(">=1.0.0 & <2.0.0");
        }
    }

    @Test
    void theExtensionIndexNamesTheFactory() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            byte[] index =
                    jar.getInputStream(jar.getEntry("META-INF/extensions.idx")).readAllBytes();

            assertThat(new String(index, StandardCharsets.UTF_8)).contains(EightByEightFactory.class.getName());
        }
    }

    @Test
    void itCarriesItsOwnLibrariesAndNothingThatTheGatewayLends() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> classes = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .toList();

            assertThat(classes)
                    .noneMatch(name -> name.startsWith("io/visavis/spi/"))
                    .noneMatch(name -> name.startsWith("org/pf4j/"))
                    .noneMatch(name -> name.startsWith("org/slf4j/"))
                    .noneMatch(name -> name.startsWith("org/jspecify/"))
                    .anyMatch(name -> name.startsWith("com/fasterxml/jackson/databind/"))
                    .anyMatch(name -> name.startsWith("io/github/bucket4j/"));
        }
    }

    @Test
    void aLoaderThatSeesOnlyWhatTheGatewayLendsCanUseIt() throws Exception {
        try (URLClassLoader plugin = new URLClassLoader(new URL[] {url()}, new LentByTheGateway());
                EightByEight vendor = new EightByEight()) {
            ProviderFactory factory = (ProviderFactory) plugin.loadClass(EightByEightFactory.class.getName())
                    .getConstructor()
                    .newInstance();

            assertThat(factory.getClass().getClassLoader()).isSameAs(plugin);
            assertThat(vendor.connectThrough(factory).check().detail()).contains("8x8 answers");
        }
    }

    private static URL url() throws MalformedURLException {
        return JAR.toUri().toURL();
    }

    /** The JDK, the SPI, PF4J, slf4j and null annotations; no library of the plugin. */
    private static final class LentByTheGateway extends ClassLoader {
        LentByTheGateway() {
            super("lent", PluginJarIT.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean lent = name.startsWith("java.")
                    || name.startsWith("javax.")
                    || name.startsWith("io.visavis.spi.")
                    || name.startsWith("org.pf4j.")
                    || name.startsWith("org.slf4j.")
                    || name.startsWith("org.jspecify.");
            if (!lent) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
