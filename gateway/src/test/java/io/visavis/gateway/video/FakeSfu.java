package io.visavis.gateway.video;

import io.micronaut.context.annotation.Requires;
import io.visavis.gateway.video.engine.EngineCapabilities;
import io.visavis.gateway.video.engine.EngineEvent;
import io.visavis.gateway.video.engine.EngineException;
import io.visavis.gateway.video.engine.EngineHealth;
import io.visavis.gateway.video.engine.EngineListener;
import io.visavis.gateway.video.engine.EnginePerson;
import io.visavis.gateway.video.engine.EngineRecording;
import io.visavis.gateway.video.engine.JoinGrant;
import io.visavis.gateway.video.engine.RoomEngine;
import io.visavis.gateway.video.engine.RoomSpec;
import io.visavis.gateway.video.room.ParticipantId;
import io.visavis.gateway.video.room.RoomId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A media server in memory: writes down what it is asked, says what it is told to say, and can be out of reach. */
@Singleton
@Requires(property = FakeSfu.ON)
final class FakeSfu implements RoomEngine {

    static final String ON = "test.sfu";
    static final String ID = "fake-sfu";

    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile boolean down;
    private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();

    void says(EngineEvent event) {
        listeners.forEach(listener -> listener.happened(event));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public EngineCapabilities capabilities() {
        return new EngineCapabilities(20, true, true, true, true, true);
    }

    @Override
    public void open(RoomSpec room) {
        ask("open " + room.id());
    }

    @Override
    public JoinGrant admit(RoomId room, EnginePerson person) {
        ask("admit " + person.role().wireName());
        return new JoinGrant(
                JoinGrant.Mode.SERVER, new JoinGrant.Server("wss://sfu.example", "token-of-" + person.id()));
    }

    @Override
    public void signal(RoomId room, ParticipantId from, String type, String data) {
        ask("signal " + type + " " + data);
    }

    @Override
    public void remove(RoomId room, ParticipantId person, String reason) {
        ask("remove " + person);
    }

    @Override
    public Optional<EngineRecording> record(RoomId room) {
        return Optional.of(new EngineRecording(room, "rec-1"));
    }

    @Override
    public boolean stop(EngineRecording recording) {
        return true;
    }

    @Override
    public void close(RoomId room, String reason) {
        ask("close " + room + " " + reason);
    }

    @Override
    public void listen(EngineListener listener) {
        listeners.add(listener);
    }

    @Override
    public EngineHealth health() {
        return new EngineHealth(!down, "in memory");
    }

    private void ask(String what) {
        if (down) {
            throw new EngineException("out of reach", new IOException("no route"));
        }
        asked.add(what);
    }
}
