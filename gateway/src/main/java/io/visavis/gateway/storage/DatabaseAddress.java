package io.visavis.gateway.storage;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/**
 * Makes the file of an embedded H2 address absolute: H2 refuses {@code data/gateway}, which is what {@code --home data}
 * gives. Needs {@link Home}, so the folder exists before the database is opened in it.
 */
@Singleton
final class DatabaseAddress implements BeanCreatedEventListener<DatasourceConfiguration> {
    private static final String FILE = "jdbc:h2:file:";

    DatabaseAddress(Home home) {
        home.folder();
    }

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        DatasourceConfiguration database = event.getBean();
        String address = database.getUrl();
        if (address != null && address.startsWith(FILE)) {
            String absolute = absolute(address);
            database.setUrl(absolute);
            database.setJdbcUrl(absolute);
        }
        return database;
    }

    static String absolute(String address) {
        int end = address.indexOf(';');
        String file = address.substring(FILE.length(), end < 0 ? address.length() : end);
        String options = end < 0 ? "" : address.substring(end);
        return file.startsWith("~")
                ? address
                : FILE + Path.of(file).toAbsolutePath().normalize() + options;
    }
}
