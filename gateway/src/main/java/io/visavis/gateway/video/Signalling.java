package io.visavis.gateway.video;

import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.gateway.video.engine.EngineException;
import io.visavis.gateway.video.engine.RoomEngine;
import io.visavis.gateway.video.engine.RoomEngines;
import io.visavis.gateway.video.room.CallConnection;
import io.visavis.gateway.video.room.Connections;
import io.visavis.gateway.video.room.Room;
import io.visavis.gateway.video.room.Rooms;
import io.visavis.gateway.video.room.Signal.Sender;
import io.visavis.gateway.video.room.SignalLog;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes on what browsers say to each other. Safe for use by many threads. */
@Singleton
public final class Signalling {

    /**
     * A browser's signal.
     *
     * @param to the connection it is for; null for everybody
     * @param data JSON text
     */
    public record Posted(String id, @Nullable String to, String type, String data) {}

    /** Whom a browser names that means the engine, where that is what it talks to. */
    public static final String ENGINE = "engine";

    private static final String MEDIA_STATE = "media-state";

    private final UnitOfWork unitOfWork;
    private final Rooms rooms;
    private final Connections connections;
    private final SignalLog log;
    private final Presence presence;
    private final RoomEngines engines;

    Signalling(
            UnitOfWork unitOfWork,
            Rooms rooms,
            Connections connections,
            SignalLog log,
            Presence presence,
            RoomEngines engines) {
        this.unitOfWork = unitOfWork;
        this.rooms = rooms;
        this.connections = connections;
        this.log = log;
        this.presence = presence;
        this.engines = engines;
    }

    /** Stores them in their order, each id once; signals for somebody who is gone are dropped. */
    public void post(CallToken caller, String connectionId, List<Posted> posted) {
        RoomEngine engine = unitOfWork.commit(() -> {
            Room room = rooms.lock(caller.roomId()).filter(Room::open).orElseThrow(CallProblems::roomClosed);
            CallConnection sender = presence.require(caller, connectionId);
            for (Posted signal : posted) {
                if (!forEngine(signal)
                        && log.firstTime(caller.roomId(), connectionId, signal.id())
                        && reachable(caller, signal.to())) {
                    if (signal.type().equals(MEDIA_STATE)) {
                        connections.media(sender, signal.data());
                    }
                    log.append(
                            caller.roomId(),
                            signal.type(),
                            new Sender(caller.participantId(), connectionId),
                            signal.to(),
                            signal.data());
                }
            }
            return engines.of(room.engine());
        });
        posted.stream().filter(Signalling::forEngine).forEach(signal -> tell(engine, caller, signal));
    }

    /** Again with each repeated post, for the last one may not have come through. */
    private static void tell(RoomEngine engine, CallToken caller, Posted signal) {
        try {
            engine.signal(caller.roomId(), caller.participantId(), signal.type(), signal.data());
        } catch (EngineException _) {
            throw CallProblems.engineUnavailable();
        }
    }

    private static boolean forEngine(Posted signal) {
        return ENGINE.equals(signal.to());
    }

    private boolean reachable(CallToken caller, @Nullable String to) {
        return to == null
                || connections
                        .find(caller.roomId(), to)
                        .filter(CallConnection::open)
                        .isPresent();
    }
}
