package io.visavis.gateway.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * All that a plugin sees of the gateway: the JDK, the SPI, PF4J, slf4j and null annotations. Everything else of ours is
 * hidden, so a plugin can bring its own version of any library and can never reach into the gateway.
 */
final class SharedClassLoader extends ClassLoader {
    private static final List<String> SHARED = List.of("io.visavis.spi.", "org.pf4j.", "org.slf4j.", "org.jspecify.");

    private final ClassLoader gateway;

    SharedClassLoader(ClassLoader gateway) {
        super("visavis-shared", ClassLoader.getPlatformClassLoader());
        this.gateway = gateway;
    }

    /** Whether a class comes from the gateway even when the plugin brings a copy. */
    static boolean shares(String className) {
        return SHARED.stream().anyMatch(className::startsWith);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (shares(name)) {
            return gateway.loadClass(name);
        }
        throw new ClassNotFoundException(name + " is not shared with plugins; bundle it in the plugin's jar");
    }

    @Override
    public URL getResource(String name) {
        return ClassLoader.getPlatformClassLoader().getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.startsWith("META-INF/")
                ? Collections.emptyEnumeration()
                : ClassLoader.getPlatformClassLoader().getResources(name);
    }
}
