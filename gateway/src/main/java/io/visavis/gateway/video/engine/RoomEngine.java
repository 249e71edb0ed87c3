package io.visavis.gateway.video.engine;

import io.visavis.gateway.video.room.ParticipantId;
import io.visavis.gateway.video.room.RoomId;
import java.util.Optional;

/**
 * Carries the media of rooms. Methods block, may do I/O, and are never called inside a database transaction; they are called
 * from many threads and repeated after a crash, so each must bear being called again.
 *
 * <p>Whatever an engine lacks it says in its {@linkplain #capabilities capabilities}; asked for it all the same it answers
 * {@code false} or empty instead of throwing. Any method may throw {@link EngineException} when the engine cannot be reached.
 */
public interface RoomEngine {

    /** Stored with each room, for example {@code embedded-p2p}. */
    String id();

    EngineCapabilities capabilities();

    /** Makes the room, or finds it when it is there. */
    void open(RoomSpec room);

    /** Lets somebody in; the answer says how their browser reaches the others. */
    JoinGrant admit(RoomId room, EnginePerson person);

    /**
     * A browser's signal meant for the engine itself; only in mode {@link JoinGrant.Mode#SERVER}.
     *
     * @param data JSON text as the browser sent it
     */
    void signal(RoomId room, ParticipantId from, String type, String data);

    /** Puts somebody out; unknown people are nobody's mistake. */
    void remove(RoomId room, ParticipantId person, String reason);

    /** Begins recording on the engine's side; empty when it cannot. */
    Optional<EngineRecording> record(RoomId room);

    /** Ends a recording; false when there is none. */
    boolean stop(EngineRecording recording);

    /** Ends the room for everybody. */
    void close(RoomId room, String reason);

    /** Called once, at start: from now on the listener hears what happens in all rooms of this engine. */
    void listen(EngineListener listener);

    EngineHealth health();
}
