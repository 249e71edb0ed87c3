package io.visavis.spi;

/** Where a provider gets OAuth2 tokens for its vendor without keeping a cache, a lock or a timer of its own. */
public interface AccessTokens {

    /**
     * Tokens by client id and secret (RFC 6749 4.4). Cheap: nothing is fetched before the first
     * {@link AccessTokenSource#token()}.
     */
    AccessTokenSource clientCredentials(ClientCredentials credentials);

    /**
     * Tokens that the provider fetches itself, for a grant the gateway does not know (a signed assertion, a password);
     * the gateway caches, renews early and lets one thread fetch at a time.
     */
    AccessTokenSource cached(TokenFetcher fetcher);

    /** Fetches one token; blocks, throws {@link ProviderException}. */
    @FunctionalInterface
    interface TokenFetcher {
        AccessToken fetch();
    }
}
