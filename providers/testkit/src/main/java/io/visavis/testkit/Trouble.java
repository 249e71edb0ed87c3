package io.visavis.testkit;

/** How a vendor fails. What a provider must make of each stands in {@code CONTRACT.md}. */
public enum Trouble {
    /** The credentials are not known: 401. */
    REFUSES_CREDENTIALS,
    /** The credentials are known and may not do this: 403. */
    FORBIDS,
    /** It understood and will never take this: 400. */
    REJECTS,
    /** Too fast, come back in seven seconds: 429 with {@code Retry-After}. */
    RATE_LIMITS,
    /** It says that it is not there: 503. */
    IS_DOWN,
    /** Nobody listens at its address. */
    IS_GONE,
    /** It hangs up when it has read the request. */
    CUTS_THE_LINE,
    /** It reads the request and never answers. */
    HANGS,
    /** Something in between answers in its place: 200 with a page for people. */
    IS_HIDDEN_BY_A_PORTAL,
    /** The conversation has ended on its side: 404, unless {@link FakeVendor#expressing} says otherwise. */
    CONVERSATION_OVER
}
