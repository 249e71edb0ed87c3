package io.visavis.gateway.widget;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpStatus;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Secrets;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.gateway.widget.Starts.Started;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a visitor's browser take over a conversation that a server holds: by a token that works once, for a short time, and
 * only the newest of a conversation. A reply can be lost on the way, so who redeemed it may repeat that with the same key.
 */
@Singleton
final class Handovers {
    private final Sql sql;
    private final UnitOfWork units;
    private final Conversations conversations;
    private final ResumeTokens resumeTokens;
    private final Clock clock;
    private final Duration life;

    Handovers(
            Sql sql,
            UnitOfWork units,
            Conversations conversations,
            ResumeTokens resumeTokens,
            Clock clock,
            @Value("${visavis.handover-life:10m}") Duration life) {
        this.sql = sql;
        this.units = units;
        this.conversations = conversations;
        this.resumeTokens = resumeTokens;
        this.clock = clock;
        this.life = life;
    }

    private record Held(
            ConversationId conversation,
            Instant expiresAt,
            boolean revoked,
            @Nullable Instant redeemedAt,
            @Nullable String key) {}

    /** How long a token lives. */
    Duration life() {
        return life;
    }

    /** A new token; those made before and not used are void from now on. */
    String make(ConversationId conversation) {
        String token = Secrets.next();
        units.commit(() -> {
            Instant now = clock.instant();
            sql.update(
                    "update widget_handover set revoked_at = ?"
                            + " where conversation_id = ? and redeemed_at is null and revoked_at is null",
                    now,
                    conversation.value());
            sql.update(
                    "insert into widget_handover (token_hash, conversation_id, expires_at) values (?, ?, ?)",
                    Digest.of(token),
                    conversation.value(),
                    now.plus(life));
        });
        return token;
    }

    /** Which conversation the token leads to, used or not. 404 when to none. */
    ConversationId conversationOf(String token) {
        return find(Digest.of(token)).orElseThrow(Handovers::unknown).conversation;
    }

    /**
     * Spends the token, in one commit with the visitor's first resume token. 409 or 410 when it cannot be used any more.
     *
     * @param key names this use, so that the same browser may repeat it; null for no repeat
     */
    Started redeem(String token, @Nullable String key) {
        String hash = Digest.of(token);
        return units.commit(() -> {
            Instant now = clock.instant();
            // Of two at once the second waits here for the first one's commit, and then finds it used.
            boolean fresh = sql.update(
                            "update widget_handover set redeemed_at = ?, redeem_key = ? where token_hash = ?"
                                    + " and redeemed_at is null and revoked_at is null and expires_at > ?",
                            now,
                            key,
                            hash,
                            now)
                    == 1;
            Held held = find(hash).orElseThrow(Handovers::unknown);
            if (!fresh && !isRepeat(held, key, now)) {
                throw refusal(held);
            }
            return new Started(
                    conversations.find(held.conversation).orElseThrow(Handovers::unknown),
                    resumeTokens.begin(held.conversation),
                    !fresh);
        });
    }

    private static boolean isRepeat(Held held, @Nullable String key, Instant now) {
        return key != null
                && key.equals(held.key)
                && held.redeemedAt != null
                && now.isBefore(held.redeemedAt.plus(ResumeTokens.OVERLAP));
    }

    private Optional<Held> find(String hash) {
        return sql.first(
                "select conversation_id, expires_at, revoked_at, redeemed_at, redeem_key from widget_handover"
                        + " where token_hash = ?",
                row -> new Held(
                        new ConversationId(row.getString("conversation_id")),
                        Objects.requireNonNull(Sql.instant(row, "expires_at")),
                        row.getObject("revoked_at") != null,
                        Sql.instant(row, "redeemed_at"),
                        row.getString("redeem_key")),
                hash);
    }

    private static ProblemException refusal(Held held) {
        if (held.redeemedAt != null) {
            return gone(HttpStatus.CONFLICT, "handover-used", "This link to the conversation has been used already.");
        }
        return held.revoked
                ? gone(HttpStatus.GONE, "handover-revoked", "A newer link has taken the place of this one.")
                : gone(HttpStatus.GONE, "handover-expired", "This link to the conversation has expired.");
    }

    private static ProblemException unknown() {
        return gone(HttpStatus.NOT_FOUND, "handover-not-found", "There is no such link to a conversation.");
    }

    private static ProblemException gone(HttpStatus status, String slug, String detail) {
        return ProblemException.of(status, slug, ProblemAction.RESTART, detail);
    }
}
