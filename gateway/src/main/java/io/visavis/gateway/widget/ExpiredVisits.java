package io.visavis.gateway.widget;

import io.visavis.gateway.conversation.ConversationRemoval;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Expiring;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What visitors hold: tickets and keys when they have expired, all else, files too, with its conversation. */
@Singleton
final class ExpiredVisits implements Expiring, ConversationRemoval {
    /** A browser that repeats a start later than this starts another conversation. */
    private static final Duration START_KEYS = Duration.ofDays(1);

    /** So long a late visitor is told that a hand-over has expired rather than that there is none. */
    private static final Duration HANDOVERS = Duration.ofDays(1);

    private final Sql sql;
    private final UnitOfWork unitOfWork;
    private final VisitorFiles files;
    private final Clock clock;

    ExpiredVisits(Sql sql, UnitOfWork unitOfWork, VisitorFiles files, Clock clock) {
        this.sql = sql;
        this.unitOfWork = unitOfWork;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "tickets and idempotency keys";
    }

    @Override
    public long removeExpired() {
        Instant now = clock.instant();
        return unitOfWork.commit(() -> sql.update("delete from widget_stream_ticket where expires_at < ?", now)
                + sql.update("delete from widget_start where created_at < ?", now.minus(START_KEYS))
                + sql.update("delete from widget_handover where expires_at < ?", now.minus(HANDOVERS)));
    }

    /** The files go before their rows: none is left that nobody knows of. */
    @Override
    public void prepare(List<ConversationId> going) {
        Object[] ids = ids(going);
        sql.query(
                        "select attachment_id from widget_attachment where conversation_id in (" + Sql.marks(ids.length)
                                + ")",
                        row -> row.getString(1),
                        ids)
                .forEach(files::removeContent);
    }

    @Override
    public void remove(List<ConversationId> going) {
        Object[] ids = ids(going);
        String in = " where conversation_id in (" + Sql.marks(ids.length) + ")";
        sql.update("delete from widget_attachment" + in, ids);
        sql.update("delete from widget_command" + in, ids);
        sql.update("delete from widget_start" + in, ids);
        sql.update("delete from widget_handover" + in, ids);
        sql.update(
                "delete from widget_resume_token where session_id in (select session_id from widget_session" + in + ")",
                ids);
        sql.update("delete from widget_session" + in, ids);
    }

    private static Object[] ids(List<ConversationId> going) {
        return going.stream().map(ConversationId::value).toArray();
    }
}
