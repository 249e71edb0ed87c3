package io.visavis.gateway.storage;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells by SQLState why a statement failed; the same on H2 and PostgreSQL. */
public final class Conflicts {
    /** Serialisation failure, deadlock; H2's lock time-out and concurrent update. */
    private static final Set<String> TRANSIENT = Set.of("40001", "40P01", "HYT00", "90131");

    private static final String DUPLICATE_KEY = "23505";

    private Conflicts() {}

    /** Another row has this unique key. */
    public static boolean isDuplicateKey(Throwable failure) {
        return DUPLICATE_KEY.equals(sqlState(failure));
    }

    /** Another transaction stood in the way: the same again may work. */
    public static boolean isConflict(Throwable failure) {
        String state = sqlState(failure);
        return state != null && TRANSIENT.contains(state);
    }

    private static @Nullable String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
