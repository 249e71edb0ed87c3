package io.visavis.gateway.conversation;

/** Arithmetic of positions: {@code epoch × 10⁹ + offset}, so that one integer tells both. */
final class Position {
    private static final long EPOCH = 1_000_000_000L;

    private Position() {}

    /** The position behind {@code last} in {@code epoch}; a new epoch begins at offset 1. */
    static long next(long last, long epoch) {
        return Math.max(last, epoch * EPOCH) + 1;
    }
}
