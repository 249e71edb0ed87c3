package io.visavis.gateway.video.engine;

import io.visavis.gateway.video.room.ParticipantId;
import io.visavis.gateway.video.room.RoomId;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Media from browser to browser, offers through the gateway's signal log. It keeps nothing: the room's rows are its state, so
 * it never loses a room and has no events of its own. Safe for use by many threads.
 */
@Singleton
final class EmbeddedPeerEngine implements RoomEngine {

    /** Two are comfortable in a mesh; each one more costs every browser another upload. */
    private static final int COMFORTABLE = 2;

    @Override
    public String id() {
        return "embedded-p2p";
    }

    @Override
    public EngineCapabilities capabilities() {
        return new EngineCapabilities(COMFORTABLE, false, false, false, false, true);
    }

    @Override
    public void open(RoomSpec room) {}

    @Override
    public JoinGrant admit(RoomId room, EnginePerson person) {
        return new JoinGrant(JoinGrant.Mode.PEER, null);
    }

    @Override
    public void signal(RoomId room, ParticipantId from, String type, String data) {}

    @Override
    public void remove(RoomId room, ParticipantId person, String reason) {}

    @Override
    public Optional<EngineRecording> record(RoomId room) {
        return Optional.empty();
    }

    @Override
    public boolean stop(EngineRecording recording) {
        return false;
    }

    @Override
    public void close(RoomId room, String reason) {}

    @Override
    public void listen(EngineListener listener) {}

    @Override
    public EngineHealth health() {
        return new EngineHealth(true, "browsers reach each other; the gateway only passes their signals on");
    }
}
