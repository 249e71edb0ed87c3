package io.visavis.gateway.widget;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.LoggedEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as server-sent events and as a page. By hand, because this runs once for each event and reader, and the
 * log's data is JSON already. The vendor's part of an event is for servers only.
 */
final class EventFrames {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();
    private static final int USUAL = 400;

    private EventFrames() {}

    /** Comments, not events: the first makes proxies and browsers show the answer's head at once. */
    static byte[] opening(long retryMillis) {
        return bytes(": here\nretry: " + retryMillis + "\n\n");
    }

    static byte[] heartbeat() {
        return bytes(": \n\n");
    }

    /** The last words of a stream that the gateway closes. */
    static byte[] closing(String why, long retryMillis) {
        return bytes(": " + why + "\nretry: " + retryMillis + "\n\n");
    }

    /** Its id makes a browser that reconnects by itself go on from where the log ends. */
    static byte[] reset(long lastPosition, String reason) {
        StringBuilder out = new StringBuilder(USUAL)
                .append("id: ")
                .append(lastPosition)
                .append("\nevent: reset\ndata: {\"position\":")
                .append(lastPosition)
                .append(",\"reason\":");
        string(out, reason);
        return bytes(out.append("}\n\n").toString());
    }

    static byte[] frames(List<LoggedEvent> events, boolean forServer) {
        StringBuilder out = new StringBuilder(events.size() * USUAL);
        for (LoggedEvent event : events) {
            out.append("id: ")
                    .append(event.position())
                    .append("\nevent: ")
                    .append(event.type().wireName())
                    .append("\ndata: ");
            envelope(out, event, forServer);
            out.append("\n\n");
        }
        return bytes(out.toString());
    }

    static byte[] page(List<LoggedEvent> events, long position, boolean more, boolean forServer) {
        StringBuilder out = new StringBuilder((events.size() + 1) * USUAL).append("{\"events\":[");
        for (int i = 0; i < events.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            envelope(out, events.get(i), forServer);
        }
        return bytes(out.append("],\"position\":")
                .append(position)
                .append(",\"more\":")
                .append(more)
                .append('}')
                .toString());
    }

    private static void envelope(StringBuilder out, LoggedEvent event, boolean forServer) {
        out.append("{\"position\":")
                .append(event.position())
                .append(",\"conversationId\":\"")
                .append(event.conversationId().value())
                .append("\",\"type\":\"")
                .append(event.type().wireName())
                .append("\",\"at\":\"")
                .append(event.at())
                .append("\",\"actor\":");
        actor(out, event.actor());
        out.append(",\"data\":");
        json(out, event.data());
        if (forServer && event.provider() != null) {
            out.append(",\"provider\":");
            json(out, event.provider());
        }
        out.append('}');
    }

    private static void actor(StringBuilder out, Actor actor) {
        out.append("{\"kind\":");
        string(out, actor.kind());
        field(out, "id", actor.id());
        field(out, "name", actor.name());
        out.append('}');
    }

    private static void field(StringBuilder out, String name, @Nullable String value) {
        if (value != null) {
            out.append(",\"").append(name).append("\":");
            string(out, value);
        }
    }

    private static void string(StringBuilder out, String value) {
        out.append('"');
        ENCODER.quoteAsString(value, out);
        out.append('"');
    }

    /** A line break would end the frame; in JSON it can only stand between values, where a blank does as well. */
    private static void json(StringBuilder out, String json) {
        if (json.indexOf('\n') < 0 && json.indexOf('\r') < 0) {
            out.append(json);
        } else {
            out.append(json.replace('\n', ' ').replace('\r', ' '));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
