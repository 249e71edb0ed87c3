package io.visavis.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose address counts, whatever a header says. */
class ClientAddressesTest {

    private static String client(String trusted, String remote, String... forwardedFor) {
        return new ClientAddresses(Arrays.asList(trusted.split(",", -1)))
                .client(NetUtil.createInetAddressFromIpAddressString(remote), List.of(forwardedFor))
                .getHostAddress();
    }

    @Test
    void withoutTrustedProxiesTheHeaderCountsForNothing() {
        assertThat(client("", "198.51.100.1", "203.0.113.7")).isEqualTo("198.51.100.1");
    }

    @Test
    void aProxyThatIsNotTrustedIsTheClient() {
        assertThat(client("10.0.0.0/8", "198.51.100.1", "203.0.113.7")).isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/8|10.1.2.3|203.0.113.7|203.0.113.7",
                "10.0.0.0/8, 192.0.2.1|10.1.2.3|203.0.113.7, 192.0.2.1|203.0.113.7",
                "10.0.0.0/8|10.1.2.3|6.6.6.6, 203.0.113.7|203.0.113.7",
                "10.0.0.0/8|10.1.2.3|10.9.9.9|10.9.9.9",
                "2001:db8::/32|2001:db8::1|2001:db8:0:0:0:0:0:2, 2a00:1:0:0:0:0:0:7|2a00:1:0:0:0:0:0:7",
                "::1|::1|203.0.113.7|203.0.113.7",
            })
    void behindATrustedProxyTheLastAddressThatIsNoneCounts(
            String trusted, String remote, String forwardedFor, String client) {
        assertThat(client(trusted, remote, forwardedFor)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "localhost", "", "203.0.113.7:80 x", "999.1.1.1", "_hidden"})
    void whatIsNoAddressIsNotBelieved(String forwardedFor) {
        assertThat(client("10.0.0.0/8", "10.1.2.3", forwardedFor)).isEqualTo("10.1.2.3");
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(client("10.0.0.0/8", "10.1.2.3", "6.6.6.6", "203.0.113.7, 10.4.4.4"))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void anEndlessChainEnds() {
        assertThat(client("10.0.0.0/8", "10.1.2.3", "6.6.6.6" + ", 10.1.1.1".repeat(10_000)))
                .isEqualTo("10.1.2.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0"})
    void aRangeThatIsNoneIsNamedAtTheStart(String range) {
        assertThatThrownBy(() -> client(range, "10.1.2.3"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("VISAVIS_TRUSTED_PROXIES")
                .hasMessageContaining(range);
    }
}
