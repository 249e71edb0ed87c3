package io.visavis.gateway.video.room;

import static io.visavis.gateway.video.room.RoomStatements.instant;
import static io.visavis.gateway.video.room.RoomStatements.optionalInstant;

import io.visavis.gateway.kernel.Secrets;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of rooms. A secret is stored as its hash only; yet the same link can be given out twice, because the secret is
 * made from a random seed by a key that is not in the database. Safe for use by many threads.
 */
@Singleton
public final class Tickets {

    private final RoomStatements sql;
    private final TicketSecrets secrets;
    private final Clock clock;

    Tickets(RoomStatements sql, TicketSecrets secrets, Clock clock) {
        this.sql = sql;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A new ticket; returns its secret. */
    public String issue(
            RoomId room, Ticket.Policy policy, Ticket.Source source, @Nullable CallKind kind, Duration life) {
        String seed = Secrets.next();
        String secret = secrets.of(seed);
        sql.update(
                """
                insert into call_ticket (ticket_hash, seed, room_id, policy, source, kind, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                Digests.sha256(secret),
                seed,
                room.value(),
                policy.wireName(),
                source.wireName(),
                kind == null ? null : kind.wireName(),
                clock.instant(),
                clock.instant().plus(life));
        return secret;
    }

    /** The secret the facade gave out last for this room, if it still lets somebody in. */
    public Optional<String> usableOfFacade(RoomId room) {
        return sql.first(
                        "select * from call_ticket where room_id = ? and source = ? order by created_at desc, ticket_hash limit 1",
                        Tickets::ticket,
                        room.value(),
                        Ticket.Source.FACADE.wireName())
                .filter(ticket -> ticket.usable(clock.instant()))
                .map(ticket -> secrets.of(ticket.seed()));
    }

    public Optional<Ticket> find(String secret) {
        return sql.first("select * from call_ticket where ticket_hash = ?", Tickets::ticket, Digests.sha256(secret));
    }

    /**
     * Spends it: of any number of callers exactly one is told true. One that is reusable lets everybody in until it expires.
     */
    public boolean redeem(Ticket ticket) {
        return sql.update("""
                        update call_ticket set redeemed_at = ? where ticket_hash = ? and revoked_at is null and expires_at > ?
                            and (redeemed_at is null or policy = 'reusable')
                        """, clock.instant(), ticket.hash(), clock.instant()) == 1;
    }

    /** Who has come in by it, and under which key of their browser's they may ask for the answer again. */
    public void redeemedBy(Ticket ticket, ParticipantId person, @Nullable String redeemKey) {
        sql.update(
                "update call_ticket set participant_id = ?, redeem_key_hash = ? where ticket_hash = ?",
                person.value(),
                redeemKey == null ? null : Digests.sha256(redeemKey),
                ticket.hash());
    }

    /** Who has spent it under this key; empty for any other key, for a revoked ticket, and for one that lets everybody in. */
    public Optional<ParticipantId> redeemerWith(Ticket ticket, String redeemKey) {
        return sql.first(
                """
                select participant_id from call_ticket where ticket_hash = ? and redeem_key_hash = ? and redeemed_at is not null
                    and revoked_at is null and policy = 'one-person'
                """,
                row -> new ParticipantId(row.getString("participant_id")),
                ticket.hash(),
                Digests.sha256(redeemKey));
    }

    /** As if it had not been spent. */
    public void restore(Ticket ticket) {
        sql.update("""
                update call_ticket set redeemed_at = null, participant_id = null, redeem_key_hash = null where ticket_hash = ?
                """, ticket.hash());
    }

    /** No ticket given out so far opens this room. */
    public void revokeAll(RoomId room) {
        sql.update(
                "update call_ticket set revoked_at = ? where room_id = ? and revoked_at is null",
                clock.instant(),
                room.value());
    }

    private static Ticket ticket(ResultSet row) throws SQLException {
        return new Ticket(
                row.getString("ticket_hash"),
                row.getString("seed"),
                new RoomId(row.getString("room_id")),
                Ticket.Policy.ofWire(row.getString("policy")),
                CallKind.ofWire(row.getString("kind")).orElse(null),
                instant(row, "expires_at"),
                optionalInstant(row, "redeemed_at"),
                optionalInstant(row, "revoked_at"));
    }
}
