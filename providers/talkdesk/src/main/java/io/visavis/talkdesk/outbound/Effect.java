package io.visavis.talkdesk.outbound;

/** Whether it matters that a request which got no answer may have arrived all the same. */
enum Effect {
    /** Reading, or making something nobody sees yet: no answer counts as "not taken". */
    NONE,
    /** It changes what the agent sees: no answer counts as uncertain. */
    LASTING
}
