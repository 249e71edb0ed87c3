package io.visavis.eightbyeight.inbound;

/** What becomes of messages that 8x8 itself writes into a conversation (contract 3.5, rule 3); the setting's values. */
public enum SystemMessages {
    SHOW,
    HIDE
}
