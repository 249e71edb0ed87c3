package io.visavis.gateway.plugin;

import io.visavis.gateway.access.Connection;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in an administrator's words that a plugin's classes are not whole: which is missing, and what to do. Names code only,
 * and nothing in which a secret of the connection's stands.
 */
final class BrokenCode {
    private static final String UNINITIALISED = "Could not initialize class ";
    /** Names and signatures as the Java machine writes them; anything else is somebody's own words. */
    private static final Pattern CODE = Pattern.compile("[\\p{Alnum}_$./<>()\\[\\], -]{1,300}");

    private BrokenCode() {}

    /** Empty when it is not the code that is broken. */
    static Optional<String> words(Throwable thrown, Connection connection) {
        return switch (thrown) {
            case UnsupportedClassVersionError _ ->
                Optional.of("its jar is compiled for a newer Java than runs this gateway ("
                        + Runtime.version().feature()
                        + "); ask its vendor for a jar of this version, or run the gateway on a newer one");
            case ExceptionInInitializerError e ->
                Optional.of("a class of its jar cannot be initialised" + because(e.getCause())
                        + "; see the log, and ask its vendor");
            case NoClassDefFoundError e
            when message(e).startsWith(UNINITIALISED) ->
                Optional.of("a class of its jar cannot be initialised"
                        + named(message(e).substring(UNINITIALISED.length()), connection)
                        + "; see the log, and ask its vendor");
            case NoClassDefFoundError e ->
                Optional.of("a class is missing from its jar" + named(message(e).replace('/', '.'), connection)
                        + "; ask its vendor for a jar that bundles all it needs");
            case LinkageError e ->
                Optional.of("classes of its jar do not fit each other or the SPI of this gateway ("
                        + e.getClass().getSimpleName() + named(message(e), connection)
                        + "); ask its vendor for a jar made for this gateway");
            default -> Optional.empty();
        };
    }

    private static String message(Throwable thrown) {
        return Objects.requireNonNullElse(thrown.getMessage(), "");
    }

    private static String because(@Nullable Throwable cause) {
        return cause == null ? "" : " (" + cause.getClass().getName() + ")";
    }

    /** Without quotation marks, in which objections name a setting. */
    private static String named(String code, Connection connection) {
        String plain = code.replace("'", "").replace("\"", "").strip();
        boolean tells = connection.secretNames().stream()
                .map(connection.settings()::get)
                .filter(Objects::nonNull)
                .filter(secret -> !secret.isBlank())
                .anyMatch(plain::contains);
        return CODE.matcher(plain).matches() && !tells ? ": " + plain : "";
    }
}
