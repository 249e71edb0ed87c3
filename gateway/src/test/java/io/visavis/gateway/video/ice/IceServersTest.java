package io.visavis.gateway.video.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class IceServersTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);
    private static final List<String> TURN = List.of("turn:turn.example:3478?transport=udp");

    @Test
    void a_turn_credential_names_its_expiry_and_person_and_is_signed_with_the_shared_secret() {
        IceGrant grant = servers(TURN, "north", null).grant("prt_1");

        IceServer turn = grant.iceServers().getFirst();
        assertThat(turn.username()).isEqualTo("1800007200:prt_1");
        assertThat(turn.credential())
                .isEqualTo(IceServers.password("north", "1800007200:prt_1"))
                .hasSize(28);
        assertThat(grant.iceExpiresIn()).isEqualTo(7200);
    }

    @Test
    void without_a_relay_nothing_expires() {
        assertThat(servers(List.of(), null, null).grant("prt_1").iceExpiresIn()).isNull();
    }

    @Test
    void the_password_is_what_a_turn_server_computes() {
        // RFC 2202, test case 2.
        assertThat(IceServers.password("Jefe", "what do ya want for nothing?"))
                .isEqualTo("7/zfauXrL6LSdBbV8YTfnCWafHk=");
    }

    @Test
    void calls_are_relayed_as_soon_as_there_is_a_relay_unless_switched_off() {
        assertThat(servers(TURN, "north", null).grant("p").iceTransportPolicy()).isEqualTo("relay");
        assertThat(servers(TURN, "north", false).grant("p").iceTransportPolicy())
                .isEqualTo("all");
        assertThat(servers(List.of(), null, null).grant("p").iceTransportPolicy())
                .isEqualTo("all");
    }

    @Test
    void settings_that_cannot_carry_a_call_are_refused() {
        assertThatThrownBy(() -> servers(TURN, null, null)).hasMessageContaining("VISAVIS_TURN_SECRET");
        assertThatThrownBy(() -> servers(List.of(), null, true)).hasMessageContaining("VISAVIS_TURN_URLS");
    }

    private static IceServers servers(
            List<String> turn,
            @org.jspecify.annotations.Nullable String secret,
            @org.jspecify.annotations.Nullable Boolean relayOnly) {
        return new IceServers(new IceSettings(List.of(), turn, secret, relayOnly, Duration.ofHours(2)), CLOCK);
    }
}
