package io.visavis.gateway.video.room;

/**
 * Tells streams that a room's signal log has grown, on this node or another. A hint: streams read the log from their own
 * position and look for themselves every few seconds.
 */
public interface SignalWakeUps {

    /** Called after a commit, on any thread; returns at once. */
    void grown(RoomId room);

    /** {@code listener} is called on any thread and returns at once. */
    Subscription subscribe(RoomId room, Runnable listener);

    /** Ends at {@link #close}, which may be called more than once. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
