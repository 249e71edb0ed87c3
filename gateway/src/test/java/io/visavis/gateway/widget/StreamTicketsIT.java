package io.visavis.gateway.widget;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.engine.MovableClock;
import io.visavis.gateway.kernel.ConversationId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long an address with a ticket in it is worth something to whoever finds it in a log. */
class StreamTicketsIT {
    private static final Instant ACCESS_UNTIL = Instant.parse("2030-01-01T01:00:00Z");

    private final EngineFixture engine = EngineFixture.shared(Database.H2);
    private final MovableClock clock = new MovableClock();
    private final StreamTickets tickets = new StreamTickets(engine.sql(), engine.unitOfWork(), clock);
    private final ConversationId chat = engine.chat(EngineFixture.connection());

    @Test
    void aTicketIsGoodForAMinuteAndOnce() {
        String inTime = tickets.issue(chat, ACCESS_UNTIL);
        String tooLate = tickets.issue(chat, ACCESS_UNTIL);

        clock.advance(Duration.ofSeconds(60));
        assertThat(tickets.spend(chat, inTime)).contains(ACCESS_UNTIL);
        assertThat(tickets.spend(chat, inTime)).as("again").isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(tickets.spend(chat, tooLate)).isEmpty();
    }

    @Test
    void aTicketIsOfItsConversationOnly() {
        String ticket = tickets.issue(chat, ACCESS_UNTIL);

        assertThat(tickets.spend(engine.chat(EngineFixture.connection()), ticket))
                .isEmpty();
        assertThat(tickets.spend(chat, ticket)).as("which it still is").isPresent();
    }
}
