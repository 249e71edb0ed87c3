package io.visavis.gateway.video.ice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What a browser puts into its peer connection.
 *
 * @param iceTransportPolicy {@code all} or {@code relay}
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record IceGrant(List<IceServer> iceServers, String iceTransportPolicy) {}
