package io.visavis.gateway.widget;

import io.micronaut.http.HttpStatus;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.kernel.Secrets;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Long-lived tokens, each good for one renewal. Replies can be lost on the way, and a bad line loses several, so a token may
 * be used up to {@value #MOST_LOST} times more within {@link #OVERLAP} as long as nobody has used what an earlier use gave.
 * Any other second use means that two hold the same token: the whole session is revoked, and whoever is the visitor starts
 * anew.
 */
@Singleton
final class ResumeTokens {
    static final Duration OVERLAP = Duration.ofMinutes(10);
    static final int MOST_LOST = 9;

    private final Sql sql;
    private final UnitOfWork units;
    private final Clock clock;

    ResumeTokens(Sql sql, UnitOfWork units, Clock clock) {
        this.sql = sql;
        this.units = units;
        this.clock = clock;
    }

    private record Held(String session, int uses, @Nullable Instant firstUse, boolean revoked) {}

    /** A new session's first token. Joins the running unit of work. */
    String begin(ConversationId conversation) {
        return units.commit(() -> {
            String session = Ids.next("ses");
            sql.update(
                    "insert into widget_session (session_id, conversation_id, created_at) values (?, ?, ?)",
                    session,
                    conversation.value(),
                    clock.instant());
            return add(session, null);
        });
    }

    /** The next token in place of {@code token}. 401 when it is not one of this conversation's, or spent. */
    String renew(ConversationId conversation, String token) {
        // The refusal is thrown outside, so that the revocation stays.
        return units.commit(() -> next(conversation, token)).orElseThrow(ResumeTokens::refused);
    }

    private Optional<String> next(ConversationId conversation, String token) {
        String hash = Digest.of(token);
        Held held = sql.first(
                        "select t.session_id, t.uses, t.first_use_at, s.revoked_at from widget_resume_token t"
                                + " join widget_session s on s.session_id = t.session_id"
                                + " where t.token_hash = ? and s.conversation_id = ?",
                        row -> new Held(
                                row.getString("session_id"),
                                row.getInt("uses"),
                                Sql.instant(row, "first_use_at"),
                                row.getObject("revoked_at") != null),
                        hash,
                        conversation.value())
                .orElse(null);
        if (held == null || held.revoked) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        boolean spent = held.uses > 0 && !isLostReply(hash, held, now);
        boolean taken = !spent
                && sql.update(
                                "update widget_resume_token set uses = uses + 1, first_use_at = ?"
                                        + " where token_hash = ? and uses = ?",
                                held.firstUse == null ? now : held.firstUse,
                                hash,
                                held.uses)
                        == 1;
        if (spent) {
            sql.update("update widget_session set revoked_at = ? where session_id = ?", now, held.session);
        }
        return taken ? Optional.of(add(held.session, hash)) : Optional.empty();
    }

    private boolean isLostReply(String hash, Held held, Instant now) {
        return held.uses <= MOST_LOST
                && held.firstUse != null
                && now.isBefore(held.firstUse.plus(OVERLAP))
                && sql.query(
                                "select 1 from widget_resume_token where parent_hash = ? and uses > 0",
                                row -> row.getInt(1),
                                hash)
                        .isEmpty();
    }

    private String add(String session, @Nullable String parent) {
        String token = Secrets.next();
        sql.update(
                "insert into widget_resume_token (token_hash, session_id, parent_hash, uses) values (?, ?, ?, 0)",
                Digest.of(token),
                session,
                parent);
        return token;
    }

    private static ProblemException refused() {
        return ProblemException.of(
                HttpStatus.UNAUTHORIZED,
                "resume-token-refused",
                ProblemAction.RESTART,
                "The resume token is spent or none of this conversation's; start a new conversation.");
    }
}
