package io.visavis.talkdesk;

import io.visavis.spi.AccessTokenSource;
import io.visavis.spi.ClientCredentials;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ProviderContext;
import io.visavis.talkdesk.outbound.AssertionTokens;
import io.visavis.talkdesk.outbound.HttpCalls;
import io.visavis.talkdesk.outbound.PrivateKeyAssertion;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** How the account's OAuth client proves itself: by private key when there is one, else by secret (contract 2.2). */
final class Credentials {
    private Credentials() {}

    /** Asks for no scope, so that the answer names all the client has (contract 2.3). Fetches nothing yet. */
    static AccessTokenSource tokens(
            ConnectionSettings settings, URI tokenUrl, HttpCalls http, ProviderContext context) {
        String clientId = settings.require(Settings.CLIENT_ID);
        Optional<String> privateKey = settings.find(Settings.PRIVATE_KEY);
        if (privateKey.isPresent()) {
            PrivateKeyAssertion assertion = PrivateKeyAssertion.of(
                    privateKey.get(),
                    settings.require(Settings.KEY_ID),
                    settings.find(Settings.KEY_ALGORITHM).orElse(Settings.DEFAULT_KEY_ALGORITHM),
                    clientId,
                    tokenUrl,
                    context.clock());
            return context.accessTokens().cached(new AssertionTokens(assertion, http, context.clock()));
        }
        String secret = settings.find(Settings.CLIENT_SECRET)
                .orElseThrow(() -> new IllegalArgumentException("give a 'client-secret' or a 'private-key'"));
        return context.accessTokens()
                .clientCredentials(
                        new ClientCredentials(tokenUrl, clientId, secret, Set.of(), ClientCredentials.Placement.BASIC));
    }
}
