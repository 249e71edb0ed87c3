package io.visavis.spi;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;

/** What the gateway lends to a provider, for as long as the provider lives. Safe to use from any thread. */
public interface ProviderContext {

    String connectionId();

    /** Where the vendor delivers this connection's events, without an action and without a trailing slash. */
    URI webhookUrl();

    /** Shared; follows no redirects. Set a timeout on each request. */
    HttpClient httpClient();

    Clock clock();

    /** Outbound OAuth2 tokens, cached and renewed by the gateway. */
    AccessTokens accessTokens();
}
