package io.visavis.gateway.plugin;

import io.visavis.spi.AccessTokens;
import io.visavis.spi.ProviderContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;

/** What a provider is lent. */
record HostContext(String connectionId, URI webhookUrl, HttpClient httpClient, Clock clock, AccessTokens accessTokens)
        implements ProviderContext {}
