package io.visavis.testkit;

import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderFactory;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Sends the command of tomorrow. Loaded by {@link LaterSpi}, so that its SPI is the later one; what it takes and gives are
 * therefore the JDK's types: the factory's class name and settings, and the kind of the failure or {@code taken}.
 */
final class LaterSpiProbe implements BiFunction<String, Map<String, String>, String> {

    @Override
    public String apply(String factoryName, Map<String, String> settings) {
        ProviderFactory factory = (ProviderFactory) made(factoryName);
        try (LentContext lent = new LentContext(factory.describe().webhookPath())) {
            factory.create(new ConnectionSettings(settings), lent).commands().send((ProviderCommand)
                    made(LaterSpi.NEW_COMMAND));
            return "taken";
        } catch (ProviderException e) {
            return e.kind().name();
        }
    }

    private static Object made(String className) {
        try {
            return Class.forName(className, true, LaterSpiProbe.class.getClassLoader())
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(className + " cannot be made", e);
        }
    }
}
