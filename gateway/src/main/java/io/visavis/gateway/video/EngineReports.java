package io.visavis.gateway.video;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.gateway.video.engine.EngineEvent;
import io.visavis.gateway.video.engine.EngineException;
import io.visavis.gateway.video.engine.RoomEngine;
import io.visavis.gateway.video.engine.RoomEngines;
import io.visavis.gateway.video.engine.RoomSpec;
import io.visavis.gateway.video.room.CallConnection;
import io.visavis.gateway.video.room.CallKind;
import io.visavis.gateway.video.room.Connections;
import io.visavis.gateway.video.room.Participant;
import io.visavis.gateway.video.room.Participants;
import io.visavis.gateway.video.room.Room;
import io.visavis.gateway.video.room.Rooms;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the engines: what they see becomes the room's state, signals to its pages and events of its chat, as if a page had said
 * so. An engine is believed about its own rooms only. Each event is a commit of its own.
 */
@Singleton
final class EngineReports implements ApplicationEventListener<StartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(EngineReports.class);

    private final UnitOfWork unitOfWork;
    private final Rooms rooms;
    private final Participants participants;
    private final Connections connections;
    private final RoomSignals signals;
    private final CallLifecycle lifecycle;
    private final QualityReports quality;
    private final RoomEngines engines;

    EngineReports(
            UnitOfWork unitOfWork,
            Rooms rooms,
            Participants participants,
            Connections connections,
            RoomSignals signals,
            CallLifecycle lifecycle,
            QualityReports quality,
            RoomEngines engines) {
        this.unitOfWork = unitOfWork;
        this.rooms = rooms;
        this.participants = participants;
        this.connections = connections;
        this.signals = signals;
        this.lifecycle = lifecycle;
        this.quality = quality;
        this.engines = engines;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        for (RoomEngine engine : engines.all()) {
            engine.listen(said -> happened(engine, said));
        }
    }

    private void happened(RoomEngine engine, EngineEvent event) {
        if (event instanceof EngineEvent.RoomLost) {
            openAgain(engine, event);
        }
        unitOfWork.commit(() -> rooms.lock(event.room())
                .filter(room -> room.open() && room.engine().equals(engine.id()))
                .ifPresentOrElse(
                        room -> apply(room, event),
                        () -> LOG.debug("{} tells of no room of its: {}", engine.id(), event)));
    }

    private void apply(Room room, EngineEvent event) {
        switch (event) {
            case EngineEvent.OfPerson ofPerson ->
                participants
                        .find(ofPerson.participant())
                        .filter(person -> person.roomId().equals(room.id()))
                        .ifPresent(person -> apply(room, person, ofPerson));
            case EngineEvent.RecordingState state -> signals.recording(room, state.state());
            case EngineEvent.RoomLost _ -> lifecycle.interrupted(room);
            case EngineEvent.Ended ended -> lifecycle.close(room, Actor.system(), ended.reason());
        }
    }

    private void apply(Room room, Participant person, EngineEvent.OfPerson event) {
        List<CallConnection> pages = connections.openOf(room.id()).stream()
                .filter(page -> page.participantId().equals(person.id()))
                .toList();
        switch (event) {
            case EngineEvent.Joined _ -> lifecycle.joined(room, person);
            case EngineEvent.Left _ -> lifecycle.left(room, person, pages);
            case EngineEvent.MediaUp _ -> pages.forEach(page -> lifecycle.mediaUp(room, page));
            case EngineEvent.MediaLost _ -> pages.forEach(page -> quality.measured(room, page, "poor", "reconnecting"));
            case EngineEvent.Quality told ->
                pages.forEach(page -> quality.measured(room, page, told.level(), told.reason()));
            case EngineEvent.SignalTo signal ->
                pages.forEach(page -> signals.ofEngine(room, page.id(), signal.type(), signal.data()));
        }
    }

    /** Outside of the commit, as all that an engine is asked. */
    private void openAgain(RoomEngine engine, EngineEvent lost) {
        rooms.find(lost.room())
                .filter(room -> room.open() && room.engine().equals(engine.id()))
                .ifPresent(room -> {
                    try {
                        engine.open(new RoomSpec(room.id(), room.kind() == CallKind.VIDEO));
                    } catch (EngineException e) {
                        // Whoever comes back opens it; until then the room is as empty as it looks.
                        LOG.warn("{} could not open room {} again", engine.id(), room.id(), e);
                    }
                });
    }
}
