package io.visavis.gateway.storage;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Tells the pool which failures mean that a connection is dead. It knows the standard's own class of errors, which H2 does
 * not use; without this a connection to a database that was closed and is open again is lent over and over for as long as
 * somebody asks more than twice a second, and nothing can be stored until the process is started again.
 */
public final class DeadConnections implements SQLExceptionOverride {
    /** H2's: object closed, connection broken, database closed, closed at shutdown, in exclusive mode. */
    private static final Set<Integer> DEAD = Set.of(90007, 90067, 90098, 90121, 90135);

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return DEAD.contains(failure.getErrorCode())
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
