package io.visavis.acceptance.harness;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that must be told one before they start. Thread-safe.
 *
 * <p>Port 0 would not do: the system gives the same one again once in some thousand times, and to anybody's outgoing
 * connection while a server that was killed is about to come back. So they are counted, and lie below those that systems give.
 */
public final class Ports {
    private static final int LOWEST = 16_384;
    private static final int COUNT = 16_384;
    /** Other test runs on this machine begin elsewhere. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private Ports() {}

    /** A port that nothing listens on, and that was not given before. */
    public static int free() {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("something listens on every port from " + LOWEST + " on");
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
