package io.visavis.gateway.video;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.gateway.video.room.DeviceCheck;
import io.visavis.gateway.video.room.DeviceChecks;
import io.visavis.gateway.video.room.Room;
import io.visavis.gateway.video.room.RoomId;
import io.visavis.gateway.video.room.Rooms;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What visitors' cameras and microphones can do, for the agent to know before the call. Safe for use by many threads; each call is
 * a commit of its own.
 */
@Singleton
public final class VisitorDevices {

    private final UnitOfWork unitOfWork;
    private final Rooms rooms;
    private final DeviceChecks checks;
    private final RoomSignals signals;

    VisitorDevices(UnitOfWork unitOfWork, Rooms rooms, DeviceChecks checks, RoomSignals signals) {
        this.unitOfWork = unitOfWork;
        this.rooms = rooms;
        this.checks = checks;
        this.signals = signals;
    }

    /** A visitor has looked, in the call's own preview. */
    public void checked(CallToken caller, DeviceCheck check) {
        unitOfWork.commit(() -> {
            Room room = rooms.lock(caller.roomId()).orElseThrow(CallProblems::roomClosed);
            checks.add(room.conversationId(), room.id(), check);
            tell(room, check);
        });
    }

    /** A visitor has looked while waiting in the chat; an agent who is in the chat's room already is told at once. */
    public void checked(Conversation conversation, DeviceCheck check) {
        unitOfWork.commit(() -> {
            checks.add(conversation.id(), null, check);
            for (Room room : rooms.openOf(conversation.id())) {
                rooms.lock(room.id()).ifPresent(locked -> tell(locked, check));
            }
        });
    }

    /** The newest there is for this room. */
    public Optional<DeviceCheck> of(RoomId roomId) {
        return rooms.find(roomId).flatMap(checks::newest);
    }

    private void tell(Room room, DeviceCheck check) {
        if (room.open()) {
            signals.devices(room.id(), check);
        }
    }
}
