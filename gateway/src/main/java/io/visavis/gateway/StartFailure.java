package io.visavis.gateway;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.BindException;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operator reads of a failed start, where the operator can mend it: the frameworks' causes around it say nothing. */
final class StartFailure {

    private StartFailure() {}

    /** What is wrong and what to do; empty when it is nobody's setting, and only the whole stack tells more. */
    static Optional<String> sentence(Throwable failure) {
        return last(failure, ConfigurationException.class)
                .map(Throwable::getMessage)
                .or(() -> last(failure, PoolInitializationException.class).map(StartFailure::database))
                .or(() -> last(failure, BindException.class).map(StartFailure::port));
    }

    /** The deepest: it was thrown where the reason was known. */
    private static <T extends Throwable> Optional<T> last(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((_, deeper) -> deeper);
    }

    /** In the driver's words; the address itself may hold a password. */
    private static String database(PoolInitializationException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return "The database cannot be opened: "
                + String.valueOf(cause.getMessage()).lines().findFirst().orElse("")
                + " Is it running, and are VISAVIS_DB_URL (for example jdbc:postgresql://db/visavis), VISAVIS_DB_USER and"
                + " VISAVIS_DB_PASSWORD right?";
    }

    private static String port(BindException failure) {
        return "It cannot listen on its port (" + failure.getMessage()
                + "): end the program that does, or choose another with VISAVIS_PORT, for example 8081.";
    }
}
