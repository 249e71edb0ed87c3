package io.visavis.gateway.outbox;

/**
 * What it means that the process ended while a command was under way, so many times in a row without an outcome between. Once is
 * chance; what ends it each time must not keep the gateway from ever running again.
 */
final class CutOff {
    /** From then on it is tried while no other such command is, so that only the one that ends the process is counted on. */
    private static final int SUSPECT = 2;

    private static final int MOST = 4;

    private CutOff() {}

    static boolean isSuspect(int times) {
        return times >= SUSPECT;
    }

    static boolean isEnough(int times) {
        return times >= MOST;
    }
}
