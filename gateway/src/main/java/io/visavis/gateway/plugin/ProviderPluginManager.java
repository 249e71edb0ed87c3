package io.visavis.gateway.plugin;

import io.visavis.spi.SpiVersion;
import java.nio.file.Path;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.JarPluginLoader;
import org.pf4j.JarPluginManager;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginLoader;

/** PF4J with class loaders that hide the gateway. Not thread-safe: {@link PluginHost} guards it. */
final class ProviderPluginManager extends JarPluginManager {

    ProviderPluginManager(Path folder) {
        super(folder);
        setSystemVersion(SpiVersion.CURRENT);
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new JarPluginLoader(this) {
            @Override
            public ClassLoader loadPlugin(Path jar, PluginDescriptor descriptor) {
                ProviderClassLoader loader = new ProviderClassLoader(descriptor);
                loader.addFile(jar.toFile());
                return loader;
            }
        };
    }

    /** Plugin first, but what we share always from us: a bundled copy of the SPI would be another SPI. */
    private final class ProviderClassLoader extends PluginClassLoader {
        ProviderClassLoader(PluginDescriptor descriptor) {
            super(
                    ProviderPluginManager.this,
                    descriptor,
                    new SharedClassLoader(ProviderPluginManager.class.getClassLoader()),
                    ClassLoadingStrategy.PDA);
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            return SharedClassLoader.shares(name) ? getParent().loadClass(name) : super.loadClass(name);
        }
    }
}
