package io.visavis.gateway.video;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.video.room.CallKind;
import java.util.Optional;

/**
 * What a ticket's page may know before anybody joins.
 *
 * @param problem what redeeming it now would run into; empty when it would work
 */
public record TicketPreview(Optional<String> problem, Optional<CallKind> kind, Optional<ApplicationId> application) {}
