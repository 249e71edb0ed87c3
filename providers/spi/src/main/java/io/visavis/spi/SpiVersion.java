package io.visavis.spi;

/** The version a plugin's {@code Plugin-Requires} is measured against. */
public final class SpiVersion {

    /** Semantic version of this SPI. */
    public static final String CURRENT = "1.0.0";

    private SpiVersion() {}
}
