package io.visavis.gateway.video;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.visavis.gateway.video.room.CallConnection;
import io.visavis.gateway.video.room.DeviceCheck;
import io.visavis.gateway.video.room.Participant;
import io.visavis.gateway.video.room.Room;
import io.visavis.gateway.video.room.RoomId;
import io.visavis.gateway.video.room.Signal;
import io.visavis.gateway.video.room.Signal.Sender;
import io.visavis.gateway.video.room.SignalLog;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the gateway itself says to the browsers in a room. Runs inside a unit of work that holds the room. */
@Singleton
final class RoomSignals {

    private final SignalLog log;
    private final JsonMapper json;

    RoomSignals(SignalLog log, JsonMapper json) {
        this.log = log;
        this.json = json;
    }

    long joined(Participant participant, String connectionId, @Nullable String media) {
        Map<String, Object> data = new LinkedHashMap<>(peer(participant, connectionId));
        data.put("role", participant.role().wireName());
        data.put("name", participant.name());
        if (media != null) {
            data.put("media", read(media));
        }
        return append(participant.roomId(), "peer-joined", new Sender(participant.id(), connectionId), data);
    }

    void left(Participant participant, String connectionId, CallConnection.State reason) {
        Map<String, String> data = peer(participant, connectionId);
        data.put("reason", reason.wireName());
        append(participant.roomId(), Signal.PEER_LEFT, new Sender(participant.id(), connectionId), data);
    }

    void away(Participant participant, String connectionId) {
        append(
                participant.roomId(),
                "peer-away",
                new Sender(participant.id(), connectionId),
                peer(participant, connectionId));
    }

    void back(Participant participant, String connectionId) {
        append(
                participant.roomId(),
                "peer-back",
                new Sender(participant.id(), connectionId),
                peer(participant, connectionId));
    }

    void quality(Participant participant, String connectionId, String level, String reason) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("level", level);
        data.put("reason", reason);
        append(participant.roomId(), "quality", new Sender(participant.id(), connectionId), data);
    }

    void devices(RoomId room, DeviceCheck check) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("camera", check.camera());
        data.put("microphone", check.microphone());
        log.append(room, "visitor-devices", null, null, write(data));
    }

    void ticketRefused(RoomId room, String toConnection) {
        log.append(room, "ticket-refused", null, toConnection, write(Map.of("reason", "ticket-used")));
    }

    void recording(Room room, String state) {
        log.append(room.id(), "recording", null, null, write(Map.of("state", state)));
    }

    void ofEngine(Room room, String toConnection, String type, String data) {
        log.append(room.id(), type, null, toConnection, data);
    }

    /** From now on every clock counts, from the same moment. */
    void started(RoomId room, Instant at) {
        log.append(room, "call-started", null, null, write(Map.of("startedAt", at.toString())));
    }

    /** @param seconds how long the call was; 0 where it never started */
    long closed(Room room, String reason, long seconds) {
        return log.append(
                room.id(), Signal.ROOM_CLOSED, null, null, write(Map.of("reason", reason, "seconds", seconds)));
    }

    private static Map<String, String> peer(Participant participant, String connectionId) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("participantId", participant.id().value());
        data.put("connectionId", connectionId);
        return data;
    }

    private long append(RoomId room, String type, Sender from, Map<String, ?> data) {
        return log.append(room, type, from, null, write(data));
    }

    private JsonNode read(String text) {
        try {
            return json.readValue(text, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(Map<String, ?> data) {
        try {
            return json.writeValueAsString(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
