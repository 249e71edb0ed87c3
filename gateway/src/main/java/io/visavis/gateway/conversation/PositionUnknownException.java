package io.visavis.gateway.conversation;

/** A reader holds a position that the log cannot continue from (another epoch, trimmed, or never written). */
public final class PositionUnknownException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long lastPosition;

    public PositionUnknownException(long asked, long lastPosition) {
        super("position " + asked + " is not in the log, which ends at " + lastPosition, null, false, false);
        this.lastPosition = lastPosition;
    }

    /** Where the log ends now. */
    public long lastPosition() {
        return lastPosition;
    }
}
