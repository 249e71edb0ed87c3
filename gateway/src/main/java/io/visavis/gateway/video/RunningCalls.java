package io.visavis.gateway.video;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.SignsOfLife;
import io.visavis.gateway.video.room.Room;
import io.visavis.gateway.video.room.Rooms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Who is in a call need not write. A room that nobody has entered says nothing: some are made for each conversation. */
@Singleton
final class RunningCalls implements SignsOfLife {

    private final Rooms rooms;
    private final Clock clock;

    RunningCalls(Rooms rooms, Clock clock) {
        this.rooms = rooms;
        this.clock = clock;
    }

    @Override
    public Optional<Instant> last(Conversation conversation) {
        return rooms.openOf(conversation.id()).stream()
                .filter(Room::joined)
                .map(_ -> clock.instant())
                .findFirst();
    }
}
