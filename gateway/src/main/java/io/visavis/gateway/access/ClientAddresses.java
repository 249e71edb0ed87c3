package io.visavis.gateway.access;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.NonNull;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose address counts for limits. {@code X-Forwarded-For} is believed only where a trusted proxy
 * ({@code visavis.trusted-proxies}) wrote it: anybody can send the header, so it is read from the right, up to the first
 * address that is no such proxy.
 */
@Context
@Primary
public final class ClientAddresses implements HttpClientAddressResolver {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    /** A longer chain is nobody's network. */
    private static final int MOST_HOPS = 20;

    private final List<IpSubnetFilterRule> trusted;

    /**
     * With addresses or ranges such as {@code 10.0.0.0/8}.
     *
     * @throws ConfigurationException naming the one that is neither
     */
    ClientAddresses(@Value("${visavis.trusted-proxies:}") List<String> trustedProxies) {
        this.trusted = trustedProxies.stream()
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .map(ClientAddresses::rule)
                .toList();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public @NonNull String resolve(@NonNull HttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        if (remote.getAddress() == null) {
            return remote.getHostString();
        }
        return client(remote.getAddress(), request.getHeaders().getAll(FORWARDED_FOR))
                .getHostAddress();
    }

    /** The nearest address that is no proxy of ours. */
    InetAddress client(InetAddress remote, List<String> forwardedFor) {
        List<String> hops = forwardedFor.stream()
                .flatMap(header -> Arrays.stream(header.split(",", MOST_HOPS + 1)))
                .toList();
        InetAddress nearest = remote;
        for (int i = hops.size() - 1; i >= Math.max(0, hops.size() - MOST_HOPS) && isTrusted(nearest); i--) {
            InetAddress before = address(hops.get(i).strip());
            if (before == null) {
                return nearest;
            }
            nearest = before;
        }
        return nearest;
    }

    private boolean isTrusted(InetAddress address) {
        InetSocketAddress asked = new InetSocketAddress(address, 0);
        return trusted.stream().anyMatch(rule -> rule.matches(asked));
    }

    /** Never looks a name up. */
    private static @Nullable InetAddress address(String literal) {
        return literal.length() > 50 ? null : NetUtil.createInetAddressFromIpAddressString(literal);
    }

    private static IpSubnetFilterRule rule(String range) {
        int slash = range.indexOf('/');
        InetAddress network = address(slash < 0 ? range : range.substring(0, slash));
        try {
            if (network != null) {
                int bits = slash < 0 ? network.getAddress().length * 8 : Integer.parseInt(range.substring(slash + 1));
                return new IpSubnetFilterRule(network, bits, IpFilterRuleType.ACCEPT);
            }
        } catch (IllegalArgumentException e) {
            throw unusable(range, e);
        }
        throw unusable(range, null);
    }

    private static ConfigurationException unusable(String range, @Nullable Exception cause) {
        return new ConfigurationException(
                "VISAVIS_TRUSTED_PROXIES: '" + range
                        + "' is neither an address, for example 10.0.0.7, nor a range, for example 10.0.0.0/8.",
                cause);
    }
}
