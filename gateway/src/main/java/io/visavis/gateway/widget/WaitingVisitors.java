package io.visavis.gateway.widget;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationState;
import io.visavis.gateway.conversation.SignsOfLife;
import io.visavis.gateway.storage.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Who waits for an agent has nobody to write to: being there is enough. A visitor may be there for as long as the access token
 * lives that was given out last; a panel that is open gets the next one in time.
 */
@Singleton
final class WaitingVisitors implements SignsOfLife {
    private final Sql sql;
    private final Clock clock;

    WaitingVisitors(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public Optional<Instant> last(Conversation conversation) {
        if (conversation.state() == ConversationState.ACTIVE) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return sql.query(
                        "select max(coalesce(t.first_use_at, s.created_at)) as given_at from widget_session s"
                                + " join widget_resume_token t on t.session_id = s.session_id where s.conversation_id = ?",
                        row -> Optional.ofNullable(Sql.instant(row, "given_at")),
                        conversation.id().value())
                .getFirst()
                .map(given -> given.plus(Visitors.ACCESS))
                .map(until -> until.isBefore(now) ? until : now);
    }
}
