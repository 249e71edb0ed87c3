package io.visavis.gateway.storage;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Makes the file of an embedded H2 address absolute: H2 refuses {@code data/gateway}, which is what {@code --home data}
 * gives. Needs {@link Home}, so the folder exists before the database is opened in it. {@link DatabaseGuard} is asked when
 * this is made, before plugins and pool: the pool has less to say about a wrong address, and a refused one must leave no file
 * behind.
 */
@Context
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class DatabaseAddress implements BeanCreatedEventListener<DatasourceConfiguration> {
    private static final String FILE = "jdbc:h2:file:";

    DatabaseAddress(Home home, @Value("${datasources.default.url}") String address) {
        home.folder();
        DatabaseGuard.check(address);
    }

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        DatasourceConfiguration database = event.getBean();
        String address = database.getUrl();
        if (address.startsWith(FILE)) {
            String absolute = absolute(address);
            keepPrivate(absolute);
            database.setUrl(absolute);
            database.setJdbcUrl(absolute);
        }
        return database;
    }

    static String absolute(String address) {
        String file = file(address);
        return file.startsWith("~")
                ? address
                : FILE + Path.of(file).toAbsolutePath().normalize() + address.substring(FILE.length() + file.length());
    }

    private static String file(String address) {
        int end = address.indexOf(';');
        return address.substring(FILE.length(), end < 0 ? address.length() : end);
    }

    /** H2 would make its file readable for everybody. */
    static void keepPrivate(String address) {
        String file = file(address);
        if (!file.startsWith("~")) {
            Path data = Path.of(file + ".mv.db");
            try {
                Home.makeFolder(data.getParent());
                Home.makePrivate(data);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep the database file " + data, e);
            }
        }
    }
}
