package io.visavis.gateway.kernel;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes unguessable strings. The alphabet is safe in URLs, in headers and in form-encoded credentials. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** 256 random bits, 43 characters of {@code [A-Za-z0-9_-]}. */
    public static String next() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
