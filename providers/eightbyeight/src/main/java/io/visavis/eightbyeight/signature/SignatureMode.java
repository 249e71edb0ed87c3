package io.visavis.eightbyeight.signature;

/** How much a delivery's signature counts; the setting's values. */
public enum SignatureMode {
    REQUIRED,
    /** A wrong or missing signature is logged and let pass: for finding out what is wrong, never for good. */
    WARN,
    /** Nothing is checked: for tests on one machine. */
    OFF
}
