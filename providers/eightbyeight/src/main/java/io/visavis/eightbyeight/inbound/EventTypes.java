package io.visavis.eightbyeight.inbound;

/** Types of events that more than the translator must know. */
public final class EventTypes {
    /** The test call: no conversation, no time, perhaps no signature (contract 3.1). */
    static final String VERIFY = "WEB_HOOK_VERIFY";

    private EventTypes() {}

    /** Whether a delivery is the test call, which changes nothing whoever sends it. */
    public static boolean isVerification(byte[] body) {
        return EventBody.parse(body)
                .filter(event -> event.eventType().equals(VERIFY))
                .isPresent();
    }
}
