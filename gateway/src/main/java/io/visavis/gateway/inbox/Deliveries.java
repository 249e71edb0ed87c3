package io.visavis.gateway.inbox;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stored deliveries, for people who look after them. */
public interface Deliveries {
    /** The states of a delivery. */
    Set<String> STATES = Set.of("new", "held", "done", "parked");
    /** The marks of a delivery. */
    Set<String> MARKS = Stream.of(Mark.values()).map(Mark::column).collect(Collectors.toUnmodifiableSet());

    /** Up to {@code limit} older than {@code before}, newest first; a state or mark that is null does not narrow. */
    List<StoredDelivery> list(@Nullable String state, @Nullable String mark, long before, int limit);

    Optional<StoredDelivery> find(long id);

    /** How many are in this state. */
    long count(String state);

    /**
     * Works a delivery off once more, after the commit of the running {@link io.visavis.gateway.storage.UnitOfWork}. What
     * stands in the log from the first time does not stand there twice.
     *
     * @return false when it is not worked off yet, or not there
     */
    boolean replay(long id);
}
