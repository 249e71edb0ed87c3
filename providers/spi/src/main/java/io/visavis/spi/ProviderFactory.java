package io.visavis.spi;

import org.pf4j.ExtensionPoint;

/**
 * The one extension a plugin jar offers: it says what a contact centre can do and makes a {@link Provider} for each
 * configured account. Called from any thread; both methods return at once and do no I/O.
 */
public interface ProviderFactory extends ExtensionPoint {

    /** The same answer at every call. */
    ProviderDescriptor describe();

    /**
     * Makes the provider of one connection. {@code settings} hold every value required by the descriptor.
     *
     * @throws IllegalArgumentException with a sentence for the administrator when a setting's value cannot be used
     */
    Provider create(ConnectionSettings settings, ProviderContext context);
}
