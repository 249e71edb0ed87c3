package io.visavis.gateway.access;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;

/** Refuses to start with a master key that does not open the secrets in the database: better than failing at each vendor. */
@Singleton
final class MasterKeyCheck implements ApplicationEventListener<StartupEvent> {
    private final ConnectionRows rows;
    private final JsonColumn json;
    private final SettingsCipher cipher;

    MasterKeyCheck(ConnectionRows rows, JsonColumn json, SettingsCipher cipher) {
        this.rows = rows;
        this.json = json;
        this.cipher = cipher;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        check();
    }

    void check() {
        for (ConnectionRow row : rows.findAllOrderById()) {
            json.map(row.sealed()).forEach((name, value) -> {
                try {
                    cipher.open(row.id(), name, value);
                } catch (IllegalStateException e) {
                    throw new ConfigurationException(
                            "The master key (VISAVIS_MASTER_KEY, else <home>/master.key) is not the one that the secrets in"
                                    + " this database were stored under: '" + name + "' of " + row.id()
                                    + " cannot be read. Start with the key from before.",
                            e);
                }
            });
        }
    }
}
