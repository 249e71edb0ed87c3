package io.visavis.gateway.video.facade;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Replies of the facade as they travel; schemas in {@code schemas/facade/v1}. */
final class FacadeWire {

    private FacadeWire() {}

    @Serdeable
    record RoomReply(String agentUrl, String ticketUrl, String recordingUrl, String roomId) {}

    /** One wrong field. */
    @Serdeable
    record Field(String name, String description) {}

    /** In the form of contract 4.3. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ErrorReply(String code, String message, List<Field> fields) {}
}
