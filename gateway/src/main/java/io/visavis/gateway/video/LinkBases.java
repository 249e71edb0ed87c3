package io.visavis.gateway.video;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where links of ours may point: the public address, and the hosts of {@code VISAVIS_LINK_HOSTS} ({@code video.example},
 * {@code video.example:8443} or {@code *.video.example}). Nobody mints a link to a foreign site through us.
 */
@Context
public final class LinkBases {

    private final URI publicUrl;
    private final List<String> hosts;

    LinkBases(
            @Value("${visavis.public-url:`http://localhost:8080`}") String publicUrl,
            @Property(name = "visavis.link-hosts") @Nullable List<String> hosts) {
        this.publicUrl = webAddress(publicUrl.strip());
        this.hosts = hosts == null
                ? List.of()
                : hosts.stream()
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .filter(host -> !host.isEmpty())
                        .toList();
    }

    /** A host that Java does not take for one, as with an underscore, still is an authority that browsers find. */
    private static URI webAddress(String text) {
        try {
            URI address = new URI(text);
            boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            if (web
                    && address.getRawAuthority() != null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null) {
                return address;
            }
        } catch (URISyntaxException _) {
            // Told below, like what can be read and is none.
        }
        throw new ConfigurationException("VISAVIS_PUBLIC_URL=" + text
                + " is no web address with http:// or https://; right is, for example, https://gateway.example.");
    }

    /** The configured public address, without a trailing slash. */
    public String publicBase() {
        String text = publicUrl.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * The base a caller asked for, as {@code scheme://host[:port]}; empty when links may not point there. A bare host means
     * https.
     */
    public Optional<String> allowed(String asked) {
        String text = asked.strip();
        URI base;
        try {
            base = new URI(text.contains("://") ? text : "https://" + text);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        if (!isOrigin(base) || !mayPointTo(base)) {
            return Optional.empty();
        }
        return Optional.of(base.getScheme().toLowerCase(Locale.ROOT) + "://" + authority(base));
    }

    private static boolean isOrigin(URI base) {
        String path = base.getRawPath();
        return base.getHost() != null
                && base.getRawUserInfo() == null
                && base.getRawQuery() == null
                && base.getRawFragment() == null
                && (path.isEmpty() || path.equals("/"));
    }

    private boolean mayPointTo(URI base) {
        boolean https = "https".equalsIgnoreCase(base.getScheme());
        boolean http = "http".equalsIgnoreCase(base.getScheme());
        String host = base.getHost().toLowerCase(Locale.ROOT);
        if (publicUrl.getHost() != null && publicUrl.getHost().equalsIgnoreCase(host)) {
            boolean samePort = base.getPort() == publicUrl.getPort();
            return https
                    ? base.getPort() == -1 || samePort
                    : http && samePort && publicUrl.getScheme().equals("http");
        }
        return https && hosts.stream().anyMatch(allowed -> matches(allowed, host, authority(base)));
    }

    private static boolean matches(String allowed, String host, String authority) {
        if (allowed.startsWith("*.")) {
            return authority.equals(host) && host.endsWith(allowed.substring(1));
        }
        return allowed.equals(authority);
    }

    private static String authority(URI base) {
        String host = base.getHost().toLowerCase(Locale.ROOT);
        return base.getPort() == -1 ? host : host + ":" + base.getPort();
    }
}
