package io.visavis.testkit.flaws;

import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderContext;
import io.visavis.spi.ProviderFactory;
import io.visavis.testkit.acme.AcmeFactory;
import java.util.function.BiFunction;

/**
 * A provider that breaks one promise, and only that.
 *
 * @param promise its number
 * @param what what it does
 */
public record Flaw(String promise, String what, ProviderFactory factory) {

    /** A flaw of the provider; its factory is in order. */
    static Flaw of(String promise, String what, BiFunction<ConnectionSettings, ProviderContext, Provider> provider) {
        return new Flaw(promise, what, new AcmeFactory() {
            @Override
            public Provider create(ConnectionSettings settings, ProviderContext context) {
                return provider.apply(settings, context);
            }
        });
    }

    @Override
    public String toString() {
        return promise + ": " + what;
    }
}
