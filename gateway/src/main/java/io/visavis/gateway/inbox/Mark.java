package io.visavis.gateway.inbox;

import java.util.Locale;

/** What an administrator should know of a delivery that was worked off. */
enum Mark {
    /** No conversation of ours within the patience its provider states. */
    UNKNOWN_CONVERSATION,
    /** The vendor's side is set up wrongly. */
    CONFIGURATION_PROBLEM,
    /** A kind or shape the provider does not know. */
    UNRECOGNISED,
    /** A message without the vendor's id: shown all the same, repeats cannot be told. */
    MISSING_MESSAGE_ID,
    /** The visitor's own words coming back. */
    ECHO,
    /** The provider failed on it, again and again. */
    POISON;

    String column() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
