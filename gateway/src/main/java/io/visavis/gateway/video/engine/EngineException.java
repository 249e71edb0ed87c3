package io.visavis.gateway.video.engine;

/** The engine does not answer, or refuses what it should not; the same call may work later. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
