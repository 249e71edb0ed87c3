package io.visavis.sandbox.fault;

import io.visavis.sandbox.traffic.DeliveryOptions;
import io.visavis.sandbox.traffic.DeliveryOptions.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults in place, oldest first; spent ones stay listed with {@code remaining} 0 until cleared. Thread-safe. */
public final class Faults {

    private static final double USUAL_DELAY = 12;

    private final Map<String, Fault> byId = new LinkedHashMap<>();
    private int lastId;

    public synchronized Fault add(FaultRule rule) {
        var fault = new Fault("fault-" + ++lastId, rule, 0, rule.count());
        byId.put(fault.id(), fault);
        return fault;
    }

    public synchronized List<Fault> all() {
        return new ArrayList<>(byId.values());
    }

    public synchronized boolean remove(String id) {
        return byId.remove(id) != null;
    }

    public synchronized void clear() {
        byId.clear();
    }

    public synchronized boolean inPlace(String id) {
        return byId.containsKey(id);
    }

    /** The first fault that fits this call; it counts as struck. */
    synchronized Optional<Fault> strikeCall(String vendor, String method, String path) {
        return strike(rule -> rule.matchesCall(vendor, method, path)).stream().findFirst();
    }

    /** What all fitting faults together do to this event; they count as struck. */
    public synchronized DeliveryOptions strikeEvent(String vendor, String event) {
        var options = DeliveryOptions.NORMAL;
        for (var kind : FaultKind.values()) {
            for (var fault : strike(rule -> rule.kind() == kind && rule.matchesEvent(vendor, event))) {
                options = options.and(trouble(fault.rule()));
            }
        }
        return options;
    }

    private List<Fault> strike(Predicate<FaultRule> fits) {
        for (var fault : byId.values()) {
            if (!fault.spent() && fits.test(fault.rule())) {
                byId.put(fault.id(), fault.struck());
                return List.of(fault);
            }
        }
        return List.of();
    }

    private static DeliveryOptions trouble(FaultRule rule) {
        return switch (rule.kind()) {
            case EVENT_DUPLICATE -> new DeliveryOptions(1, false, null, false, null, false, false);
            case EVENT_REORDER -> new DeliveryOptions(0, true, null, false, null, false, false);
            case EVENT_DELAY -> new DeliveryOptions(0, false, rule.secondsOr(USUAL_DELAY), false, null, false, false);
            case EVENT_DROP -> new DeliveryOptions(0, false, null, true, null, false, false);
            case EVENT_BLANK_IDS -> new DeliveryOptions(0, false, null, false, Ids.BLANK, false, false);
            case EVENT_UNRESOLVED_IDS -> new DeliveryOptions(0, false, null, false, Ids.UNRESOLVED, false, false);
            case EVENT_EXPIRED_TOKEN -> new DeliveryOptions(0, false, null, false, null, true, false);
            case EVENT_BAD_SIGNATURE -> new DeliveryOptions(0, false, null, false, null, false, true);
            default -> DeliveryOptions.NORMAL;
        };
    }
}
