package io.visavis.talkdesk;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a Talkdesk account lives. A preset for two addresses, each of which a setting can replace: Talkdesk names only the
 * first three; of the others sources disagree or say nothing (contract 2.1).
 */
enum Region {
    US("td-us-1", "https://api.talkdeskapp.com", "talkdeskid.com"),
    EU("td-eu-1", "https://api.talkdeskapp.eu", "talkdeskid.eu"),
    CANADA("td-ca-1", "https://api.talkdeskappca.com", "talkdeskidca.com"),
    AUSTRALIA("au", "https://api.mytalkdesk.au", "talkdeskid.au"),
    UK("uk", "https://api.talkdeskapp.co.uk", null),
    US_FEDERAL("td-usfed-1", "https://api.talkdeskapp-pubsec.com", null);

    /** The setting's value: Talkdesk's own region id where there is one. */
    final String id;

    private final URI apiBaseUrl;
    private final @Nullable String tokenDomain;

    Region(String id, String apiBaseUrl, @Nullable String tokenDomain) {
        this.id = id;
        this.apiBaseUrl = URI.create(apiBaseUrl);
        this.tokenDomain = tokenDomain;
    }

    static Optional<Region> find(String id) {
        String folded = id.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(region -> region.id.equals(folded))
                .findFirst();
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(region -> region.id).toList();
    }

    URI apiBaseUrl() {
        return apiBaseUrl;
    }

    /** Empty where the region's address is not known. */
    Optional<URI> tokenUrl(String account) {
        return Optional.ofNullable(tokenDomain)
                .map(domain -> URI.create("https://" + account + "." + domain + "/oauth/token"));
    }
}
