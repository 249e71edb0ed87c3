package io.visavis.gateway.access;

import io.visavis.gateway.kernel.ApplicationId;
import java.util.List;
import java.util.Optional;

/** The applications of this gateway. Blocks; answers from a cache that is at most a few seconds behind other nodes. */
public interface Applications {

    Optional<Application> find(ApplicationId id);

    /** Oldest first. */
    List<Application> all();
}
