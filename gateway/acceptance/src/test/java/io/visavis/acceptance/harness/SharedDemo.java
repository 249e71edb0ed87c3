package io.visavis.acceptance.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One demo for all tests that do it no harm; each test takes a visitor of its own. Starts at first use. */
public final class SharedDemo implements ParameterResolver {
    /** Locked by tests that change how its vendor behaves, and for reading by those that would notice. */
    public static final String VENDOR = "the shared demo's vendor";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Demo.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        boolean postgres = context.getRequiredTestClass().isAnnotationPresent(OnPostgres.class);
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedDemo.class))
                .getOrComputeIfAbsent(postgres, Running::new, Running.class)
                .demo;
    }

    private static final class Running implements AutoCloseable {
        private final Optional<EmbeddedPostgres> database;
        private final Demo demo;

        Running(boolean onPostgres) {
            try {
                database = onPostgres
                        ? Optional.of(EmbeddedPostgres.builder()
                                .setServerConfig("fsync", "off")
                                .start())
                        : Optional.empty();
                demo = Demo.start(
                        Files.createTempDirectory("visavis-shared"),
                        database.map(running -> Map.of(
                                        "VISAVIS_DB_URL",
                                        running.getJdbcUrl("postgres", "postgres"),
                                        "VISAVIS_DB_USER",
                                        "postgres"))
                                .orElse(Map.of()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            demo.close();
            if (database.isPresent()) {
                database.get().close();
            }
        }
    }
}
