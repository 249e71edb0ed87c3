package io.visavis.gateway.video.room;

import io.visavis.gateway.kernel.Secrets;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The people admitted to rooms, and the secrets that let them back in after a reload. Safe for use by many threads. */
@Singleton
public final class Participants {

    private static final String SELECT =
            "select p.participant_id, p.room_id, p.role, p.name, p.joined_call from call_participant p";

    private static final int LONGEST_NAME = 100;

    private final RoomStatements sql;
    private final Clock clock;

    Participants(RoomStatements sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Somebody new, without a name as yet. */
    public Participant admit(RoomId room, Role role) {
        Participant participant = new Participant(ParticipantId.next(), room, role, "", 0);
        sql.update(
                "insert into call_participant (participant_id, room_id, role, name, admitted_at, joined_call) values (?, ?, ?, '', ?, 0)",
                participant.id().value(),
                room.value(),
                role.wireName(),
                clock.instant());
        return participant;
    }

    /** The same person by this name, cut where it is longer than a name plate. */
    public Participant name(Participant person, String name) {
        String shown = name.codePoints()
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (shown.equals(person.name())) {
            return person;
        }
        sql.update(
                "update call_participant set name = ? where participant_id = ?",
                shown,
                person.id().value());
        return new Participant(person.id(), person.roomId(), person.role(), shown, person.joinedCall());
    }

    public Optional<Participant> find(ParticipantId id) {
        return sql.first(SELECT + " where p.participant_id = ?", Participants::participant, id.value());
    }

    public List<Participant> of(RoomId room) {
        return sql.list(
                SELECT + " where p.room_id = ? order by p.participant_id", Participants::participant, room.value());
    }

    /** A new secret for this person; only its hash is kept. */
    public String newResumeSecret(ParticipantId participant) {
        String secret = Secrets.next();
        sql.update(
                "insert into call_resume (resume_hash, participant_id, created_at) values (?, ?, ?)",
                Digests.sha256(secret),
                participant.value(),
                clock.instant());
        return secret;
    }

    public Optional<Participant> findByResumeSecret(String secret) {
        return sql.first(
                SELECT + " join call_resume r on r.participant_id = p.participant_id where r.resume_hash = ?",
                Participants::participant,
                Digests.sha256(secret));
    }

    /** Nobody of this room comes back by a secret given out so far. */
    public void forgetResumeSecrets(RoomId room) {
        sql.update(
                "delete from call_resume where participant_id in (select participant_id from call_participant where room_id = ?)",
                room.value());
    }

    /** Counts the person into a call; 0 out of all. */
    public void joinedCall(ParticipantId participant, int callNumber) {
        sql.update(
                "update call_participant set joined_call = ? where participant_id = ?",
                callNumber,
                participant.value());
    }

    private static Participant participant(ResultSet row) throws SQLException {
        return new Participant(
                new ParticipantId(row.getString("participant_id")),
                new RoomId(row.getString("room_id")),
                Role.ofWire(row.getString("role")),
                row.getString("name"),
                row.getInt("joined_call"));
    }
}
