package io.visavis.eightbyeight.api;

/** Whether it matters that a request which got no answer may have arrived all the same. */
public enum Effect {
    /** Reading, or making something nobody sees yet: no answer counts as "not taken". */
    NONE,
    /** It changes what the agent sees: no answer counts as uncertain. */
    LASTING
}
