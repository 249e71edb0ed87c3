package io.visavis.gateway.video.ice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a browser puts into its peer connection.
 *
 * @param iceTransportPolicy {@code all} or {@code relay}
 * @param iceExpiresIn seconds until the relay refuses these passwords; absent when there are none
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record IceGrant(
        List<IceServer> iceServers,
        String iceTransportPolicy,
        @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) Long iceExpiresIn) {}
