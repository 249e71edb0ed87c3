package io.visavis.gateway.inbox;

import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.kernel.ConnectionId;
import java.util.List;

/** A connection of its own on an engine that is shared, and what becomes of its deliveries. */
abstract class DeliveriesContract {
    final Database database;
    final EngineFixture engine;
    final ConnectionId connection = EngineFixture.connection();
    /** The vendor's, of the chat that {@link EngineFixture#chat(ConnectionId)} begins. */
    final String vendorId = "v-" + connection.value();

    DeliveriesContract(Database database) {
        this.database = database;
        this.engine = EngineFixture.shared(database);
    }

    /** Whether it is new. */
    final boolean deliver(String script) {
        return engine.get(Inbox.class).store(connection, engine.delivery(script), "");
    }

    /** Until these are the states of all deliveries so far, in the order of their coming. */
    final void awaitInbox(String... states) {
        Await.until("inbox " + List.of(states), () -> engine.inbox(connection).equals(List.of(states)));
    }
}
