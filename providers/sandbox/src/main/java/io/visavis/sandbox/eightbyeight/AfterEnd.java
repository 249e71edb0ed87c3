package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a visitor's message to a conversation that has ended (contract 2.4, and 8: unproven). */
public enum AfterEnd {
    /** A new interaction, in the last queue. */
    @JsonProperty("reopen")
    REOPEN,
    /** 400. */
    @JsonProperty("refuse")
    REFUSE,
    /** 202, and nothing comes of it. */
    @JsonProperty("ignore")
    IGNORE
}
