package io.visavis.spi;

/** What a pre-chat form can ask for. */
public enum CustomerField {
    NAME,
    EMAIL,
    PHONE,
    SUBJECT
}
