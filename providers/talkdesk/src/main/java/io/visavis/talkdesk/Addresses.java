package io.visavis.talkdesk;

import io.visavis.spi.ConnectionSettings;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The two addresses of an account.
 *
 * @param apiBaseUrl without a trailing slash
 * @param tokenUrl also the audience of a signed assertion
 */
record Addresses(URI apiBaseUrl, URI tokenUrl) {
    /** One label of a host name, so that the setting cannot lead the credentials elsewhere. */
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    /** Takes each address from its own setting, else from region and account. */
    static Addresses of(ConnectionSettings settings) {
        Optional<Region> region = settings.find(Settings.REGION).map(Addresses::region);
        URI api = settings.uri(Settings.API_BASE_URL)
                .or(() -> region.map(Region::apiBaseUrl))
                .orElseThrow(() -> new IllegalArgumentException("choose a 'region', or give 'api-base-url'"));
        URI token = settings.uri(Settings.TOKEN_URL)
                .or(() -> region.flatMap(preset -> preset.tokenUrl(account(settings))))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the token address of this region is not known: give 'token-url'"));
        return new Addresses(api, token);
    }

    private static Region region(String id) {
        return Region.find(id)
                .orElseThrow(() -> new IllegalArgumentException("setting 'region' must be one of " + Region.ids()));
    }

    private static String account(ConnectionSettings settings) {
        String account = settings.require(Settings.ACCOUNT);
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException(
                    "setting 'account' is only the account's name, such as 'acme' of acme.mytalkdesk.com");
        }
        return account;
    }
}
