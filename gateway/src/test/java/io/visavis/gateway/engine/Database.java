package io.visavis.gateway.engine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The two databases that every promise of the engine is held against. */
public enum Database {
    H2 {
        @Override
        Map<String, Object> fresh(Path folder) {
            return at(
                    "jdbc:h2:file:" + folder.resolve("gateway")
                            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0",
                    "visavis");
        }
    },
    POSTGRES {
        @Override
        Map<String, Object> fresh(Path folder) {
            String name = "engine" + NUMBERS.incrementAndGet();
            try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return at(Server.RUNNING.getJdbcUrl("postgres", name), "postgres");
        }
    };

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Settings of a database of its own, empty. */
    abstract Map<String, Object> fresh(Path folder);

    private static Map<String, Object> at(String url, String user) {
        return Map.of(
                "datasources.default.url", url,
                "datasources.default.username", user,
                "datasources.default.password", "");
    }

    /** One server for all tests of a JVM; ends with it. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
