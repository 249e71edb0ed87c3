package io.visavis.gateway.conversation;

import io.visavis.gateway.engine.Database;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@link ConversationLogContract} on both databases. */
class ConversationLogIT {

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OnH2 extends ConversationLogContract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OnPostgres extends ConversationLogContract {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }
}
