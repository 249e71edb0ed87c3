package io.visavis.gateway.inbox;

/**
 * How often a provider failed on a delivery, before its sender was answered and after. In memory: who reads the delivery back
 * from the database begins anew. The lane's thread only.
 */
final class Tries {
    private static final int MOST = 3;

    private int failed;
    private String fault = "";

    boolean left() {
        return failed < MOST;
    }

    void failed(String why) {
        failed++;
        fault = why;
    }

    /** What the last one failed on. */
    String fault() {
        return fault;
    }
}
