package io.visavis.gateway.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.EventData.AttachmentRef;
import io.visavis.gateway.conversation.EventData.CardRef;
import io.visavis.gateway.conversation.EventType;
import io.visavis.gateway.conversation.LoggedEvent;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.schema.JsonSchemas;
import jakarta.inject.Inject;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record that goes over the wire, full and as empty as it gets, against its schema. */
@MicronautTest(startApplication = false, transactional = false)
class WireRecordsTest {
    private static final Instant AT = Instant.parse("2026-11-20T09:15:00Z");
    private static final com.fasterxml.jackson.databind.ObjectMapper JSON =
            new com.fasterxml.jackson.databind.ObjectMapper();

    @Inject
    ObjectMapper mapper;

    private final JsonSchemas schemas = new JsonSchemas();

    static List<EventData> events() {
        return List.of(
                new EventData.ConversationCreated("m", "s", List.of(new EventData.SaidBefore("bot", "", AT))),
                new EventData.ConversationCreated("m", null, null),
                new EventData.ConversationQueued("q", "Queue", 1, 30L, "provider"),
                new EventData.ConversationQueued(null, null, null, null, "unknown"),
                new EventData.QueueUpdated("q", "Queue", 1, 0L, "estimated"),
                new EventData.ConversationTransferring(),
                new EventData.ConversationEnded("failed", "why", false),
                new EventData.ConversationEnded("agent", null, true),
                new EventData.ConversationExpiring(AT),
                new EventData.AgentJoined("a", "Ada", "i"),
                new EventData.AgentJoined(null, null, null),
                new EventData.AgentLeft(null),
                new EventData.AgentTyping(false),
                new EventData.MessageCreated("m", "", List.of(), null, null),
                new EventData.MessageCreated(
                        "m",
                        "text",
                        List.of(new AttachmentRef("a", "n", "image/png", 3L), new AttachmentRef("b", "n", null, null)),
                        new CardRef("application/x", "{}"),
                        "m0"),
                new EventData.MessageAccepted("m", "no file"),
                new EventData.MessageAccepted("m", null),
                new EventData.MessageDelivered("m"),
                new EventData.MessageRead(AT),
                new EventData.MessageFailed("m", "", null),
                new EventData.MessageFailed("u", "rejected", "conversation.update"),
                new EventData.AttachmentReady("a"),
                new EventData.AttachmentRejected("a", "why"),
                new EventData.CallRequested("room_1", "video"),
                new EventData.CallOffered("r", "o", "audio"),
                new EventData.CallAccepted("r", "video"),
                new EventData.CallDeclined("r"),
                new EventData.CallMissed("r"),
                new EventData.CallJoined("r", "agent", "video"),
                new EventData.CallLeft("r", "visitor", "left"),
                new EventData.CallEnded("r", "hangup", 0),
                new EventData.CallQuality("r", "visitor", "good", null),
                new EventData.ProviderUnavailable(AT, "why"),
                new EventData.ProviderRestored());
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventFollowsItsSchemaAsItIsSent(EventData data) throws Exception {
        LoggedEvent event = new LoggedEvent(
                new ConversationId("cnv_1"),
                7,
                EventType.of(data),
                AT,
                Actor.of(Actor.Kind.AGENT, "a\"1", "Ada \u2028 <b>"),
                new String(mapper.writeValueAsBytes(data), StandardCharsets.UTF_8),
                "{\"id\":\"secret\"}");
        JsonNode page = JSON.readTree(EventFrames.page(List.of(event), 7, false, false));
        assertThat(schemas.check("widget/v1/events-page", page)).isEmpty();
        assertThat(page.toString()).doesNotContain("secret");
        JsonNode forServer = JSON.readTree(EventFrames.page(List.of(event), 7, false, true));
        assertThat(schemas.check("widget/v1/events-page", forServer)).isEmpty();
        assertThat(forServer.at("/events/0/provider/id").asText()).isEqualTo("secret");
        assertThat(page.at("/events/0/actor/name").asText()).isEqualTo("Ada \u2028 <b>");
    }

    @Test
    void noEventTypeIsMissingHere() {
        assertThat(events().stream().map(EventType::of).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(EventType.values()));
    }

    /** A reply and the schema that it follows. */
    record Sample(String schema, Record reply) {}

    static List<Sample> replies() {
        Wire.Capabilities capabilities = new Wire.Capabilities(
                "native", "none", "emulated", "none", "none", "none", "none", "none", "none", "none", "native");
        Wire.Limits limits = new Wire.Limits(4000, 0, List.of(), 0);
        Wire.Mode mode = new Wire.Mode(
                "m",
                "Mode",
                capabilities,
                limits,
                new Wire.Availability("closed", AT, 3, 60L, "estimated"),
                List.of(new Wire.Option("o", true, "", false)),
                List.of());
        return List.of(
                new Sample("capabilities", capabilities),
                new Sample("limits", limits),
                new Sample(
                        "start-reply",
                        new Wire.StartReply("c", "m", "t", 60, "r", 1, "starting", capabilities, limits, false)),
                new Sample("tokens-reply", new Wire.TokensReply("t", 60, "r")),
                new Sample("stream-ticket", new Wire.StreamTicket("t", 60)),
                new Sample("handover-reply", new Wire.HandoverReply("t", null, 600)),
                new Sample(
                        "handover-reply", new Wire.HandoverReply("t", "https://shop.example/#visavis-handover=t", 600)),
                new Sample("command-reply", new Wire.CommandReply("c", 0, null)),
                new Sample("command-reply", new Wire.CommandReply("c", 9, "https://gateway.example/t/x")),
                new Sample("attachment", new Wire.Attachment("a", "n", "text/plain", 1)),
                new Sample(
                        "application",
                        new Wire.ApplicationReply(
                                "a",
                                "",
                                List.of(mode),
                                limits,
                                Map.of(),
                                Map.of(),
                                new Wire.CallOffer(List.of("video")))));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void everyReplyFollowsItsSchema(Sample sample) throws Exception {
        JsonNode sent = JSON.readTree(mapper.writeValueAsBytes(sample.reply()));
        assertThat(schemas.check("widget/v1/" + sample.schema(), sent)).isEmpty();
    }

    @Test
    void noReplyIsMissingHere() {
        assertThat(replies().stream().flatMap(sample -> within(sample.reply())).distinct())
                .containsExactlyInAnyOrder(Wire.class.getDeclaredClasses());
    }

    /** The classes of a value and of all records in it. */
    private static Stream<Class<?>> within(Object value) {
        return switch (value) {
            case Record record ->
                Stream.concat(
                        Stream.of(record.getClass()),
                        Arrays.stream(record.getClass().getRecordComponents())
                                .flatMap(component -> within(valueOf(component, record))));
            case List<?> list -> list.stream().flatMap(WireRecordsTest::within);
            default -> Stream.empty();
        };
    }

    private static Object valueOf(RecordComponent component, Record record) {
        try {
            Object value = component.getAccessor().invoke(record);
            return value == null ? "" : value;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component.getName(), e);
        }
    }

    @Test
    void aResetFollowsItsSchema() throws Exception {
        String frame = new String(EventFrames.reset(17, "read \"anew\""), StandardCharsets.UTF_8);
        JsonNode data = JSON.readTree(frame.lines()
                .filter(line -> line.startsWith("data: "))
                .findFirst()
                .orElseThrow()
                .substring(6));
        assertThat(schemas.check("widget/v1/reset", data)).isEmpty();
        assertThat(frame).startsWith("id: 17\nevent: reset\n").endsWith("\n\n");
    }
}
