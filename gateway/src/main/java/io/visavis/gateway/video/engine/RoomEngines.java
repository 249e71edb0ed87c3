package io.visavis.gateway.video.engine;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The engines there are. A room stays with the engine it was made for. Safe for use by many threads. */
@Singleton
public final class RoomEngines {

    private final Map<String, RoomEngine> engines;
    private final RoomEngine preferred;

    RoomEngines(Collection<RoomEngine> engines, @Value("${visavis.call.engine:embedded-p2p}") String preferred) {
        this.engines = engines.stream().collect(Collectors.toUnmodifiableMap(RoomEngine::id, Function.identity()));
        this.preferred = of(preferred);
    }

    /** The one for new rooms. */
    public RoomEngine preferred() {
        return preferred;
    }

    public Collection<RoomEngine> all() {
        return engines.values();
    }

    /**
     * The engine of that id.
     *
     * @throws IllegalStateException when it was taken away
     */
    public RoomEngine of(String id) {
        RoomEngine engine = engines.get(id);
        if (engine == null) {
            throw new IllegalStateException("no room engine is named " + id);
        }
        return engine;
    }
}
