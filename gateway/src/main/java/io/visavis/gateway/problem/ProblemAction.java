package io.visavis.gateway.problem;

/** What a program should do about a problem. */
public enum ProblemAction {
    /** The same request again, later. */
    RETRY("retry"),
    /** Get a new access token, then the same request again. */
    REFRESH_TOKEN("refresh-token"),
    /** Forget what you hold and begin anew. */
    RESTART("restart"),
    /** The request is wrong and must change. */
    FIX_INPUT("fix-input"),
    /** Nothing helps. */
    NONE("none");

    private final String wireName;

    ProblemAction(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
