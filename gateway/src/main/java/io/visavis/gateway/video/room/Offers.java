package io.visavis.gateway.video.room;

import static io.visavis.gateway.video.room.RoomStatements.instant;
import static io.visavis.gateway.video.room.RoomStatements.optionalInstant;

import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Ids;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** The table of offers; at most one is open per room, because whoever opens one holds the room. */
@Singleton
public final class Offers {

    private final RoomStatements sql;
    private final Clock clock;

    Offers(RoomStatements sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public Offer open(RoomId room, ConversationId conversation, CallKind kind) {
        Offer offer = new Offer(Ids.next("off"), room, conversation, kind, Offer.State.OPEN, clock.instant(), null);
        sql.update(
                "insert into call_offer (offer_id, room_id, conversation_id, kind, state, offered_at) values (?, ?, ?, ?, ?, ?)",
                offer.id(),
                room.value(),
                conversation.value(),
                kind.wireName(),
                wire(Offer.State.OPEN),
                offer.offeredAt());
        return offer;
    }

    public Optional<Offer> newest(RoomId room) {
        return sql.first(
                "select * from call_offer where room_id = ? order by offered_at desc, offer_id desc limit 1",
                Offers::offer,
                room.value());
    }

    public void answer(Offer offer, Offer.State state) {
        sql.update(
                "update call_offer set state = ?, answered_at = ? where offer_id = ?",
                wire(state),
                clock.instant(),
                offer.id());
    }

    private static String wire(Offer.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Offer offer(ResultSet row) throws SQLException {
        return new Offer(
                row.getString("offer_id"),
                new RoomId(row.getString("room_id")),
                new ConversationId(row.getString("conversation_id")),
                CallKind.ofWire(row.getString("kind")).orElse(CallKind.VIDEO),
                Offer.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                instant(row, "offered_at"),
                optionalInstant(row, "answered_at"));
    }
}
