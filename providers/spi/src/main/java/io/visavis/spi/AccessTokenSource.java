package io.visavis.spi;

/**
 * A current token. Renewed early by a proportion of its life (the lesser of 60 s and a fifth); one fetch at a time
 * however many threads ask.
 */
public interface AccessTokenSource {

    /**
     * Blocks while a token is fetched.
     *
     * @throws ProviderException {@code AUTHENTICATION} when the vendor refuses the credentials, {@code UNAVAILABLE}
     *     when its token endpoint cannot be reached
     */
    AccessToken token();

    /** The vendor answered 401 to this token: forget it, unless a newer one is already there. */
    void reject(AccessToken refused);
}
