package io.visavis.gateway.plugin;

import io.visavis.spi.CheckResult;

/** How good an account is, by what its provider's check says. */
public enum CheckLevel {
    OK,
    /** It can be used, and somebody should look at it. */
    WARNING,
    FAILED;

    /** What {@link CheckResult#detail} begins with. */
    private static final String WARNED = "WARNING: ";

    public static CheckLevel of(CheckResult result) {
        if (!result.ok()) {
            return FAILED;
        }
        return result.detail().startsWith(WARNED) ? WARNING : OK;
    }

    /** Without the word, for those who show the level beside it. */
    public static String said(CheckResult result) {
        return of(result) == WARNING ? result.detail().substring(WARNED.length()) : result.detail();
    }
}
