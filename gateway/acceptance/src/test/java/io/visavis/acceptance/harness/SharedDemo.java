package io.visavis.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One demo for all tests that do it no harm; each test takes a visitor of its own. Starts at first use. */
public final class SharedDemo implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Demo.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedDemo.class))
                .getOrComputeIfAbsent("demo", _ -> new Running(), Running.class)
                .demo;
    }

    private static final class Running implements AutoCloseable {
        private final Demo demo;

        Running() {
            try {
                demo = Demo.start(Files.createTempDirectory("visavis-shared"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            demo.close();
        }
    }
}
