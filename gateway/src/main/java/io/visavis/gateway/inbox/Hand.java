package io.visavis.gateway.inbox;

import io.visavis.gateway.storage.StorageUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a lane works off together. Its thread's only. */
final class Hand {
    private final InboxIds ids;
    private final List<InboxRow> rows = new ArrayList<>();
    private final Map<InboxRow, UnansweredDelivery> unanswered = new HashMap<>();

    Hand(InboxIds ids) {
        this.ids = ids;
    }

    void add(Waiting waiting) {
        switch (waiting) {
            case InboxRow row -> rows.add(row);
            case UnansweredDelivery delivery -> {
                InboxRow row = delivery.row(ids.next());
                rows.add(row);
                unanswered.put(row, delivery);
            }
        }
    }

    /** In the order in which they were added. */
    List<InboxRow> rows() {
        return rows;
    }

    /** Those that are not in the database, by the rows that they become. */
    Map<InboxRow, UnansweredDelivery> unanswered() {
        return unanswered;
    }

    /** What an earlier run may have ended over. */
    List<InboxRow> readBack() {
        return rows.stream().filter(InboxRow::readBack).toList();
    }

    List<InboxRow> stored() {
        return rows.stream().filter(row -> !unanswered.containsKey(row)).toList();
    }

    /** Without those that their receivers took back meanwhile; the others are ours to settle. */
    List<Translated> taken(List<Translated> translated) {
        return translated.stream().filter(this::isTaken).toList();
    }

    private boolean isTaken(Translated one) {
        UnansweredDelivery delivery = unanswered.get(one.row());
        boolean taken = delivery == null || delivery.take();
        if (!taken) {
            unanswered.remove(one.row());
        }
        return taken;
    }

    /** Leaves to their receivers what is not stored. */
    void giveBack() {
        unanswered.values().forEach(UnansweredDelivery::giveBack);
    }

    /** Nothing of it is stored. */
    void fail(RuntimeException reason) {
        if (reason instanceof StorageUnavailableException) {
            unanswered.values().forEach(delivery -> delivery.fail(reason));
        } else {
            giveBack();
        }
    }
}
