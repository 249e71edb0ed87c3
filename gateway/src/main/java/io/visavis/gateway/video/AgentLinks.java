package io.visavis.gateway.video;

import io.visavis.gateway.video.room.Room;
import io.visavis.gateway.video.room.RoomId;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The links agents enter by. There is no agent log-in to lean on (contract 4.3), so the link itself is the proof: signed
 * as a whole and expiring. The names of its parts are those other products' scripts read. Safe for use by many threads.
 */
@Singleton
public final class AgentLinks {

    private static final String PURPOSE = "agent-link";
    private static final String SIGNATURE = "sig";
    private static final List<String> SIGNED = List.of("aid", "roomId", "cdestination", "corigin", "exp");

    private final CallKeys keys;
    private final CallSettings settings;
    private final Clock clock;

    AgentLinks(CallKeys keys, CallSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** A link into this room, good for the configured time from now. */
    public String link(String base, Room room) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("aid", room.applicationId().value());
        parts.put("roomId", room.id().value());
        parts.put("cdestination", room.destination());
        parts.put("corigin", room.organizationId() == null ? room.destination() : room.organizationId());
        parts.put(
                "exp",
                Long.toString(clock.instant().plus(settings.agentLinkLife()).getEpochSecond()));
        String query = query(parts);
        return base + "/a?" + query + "&" + SIGNATURE + "=" + signature(query);
    }

    /**
     * The room a link opens.
     *
     * @param query of the address of {@code /a}, with or without its question mark
     * @throws io.visavis.gateway.problem.ProblemException when it was not made by us, or has expired
     */
    public RoomId check(String query) {
        Map<String, String> parts = parts(query.startsWith("?") ? query.substring(1) : query);
        String given = parts.get(SIGNATURE);
        // Desks add parameters of their own; only ours are signed.
        parts.keySet().retainAll(SIGNED);
        if (given == null
                || parts.size() != SIGNED.size()
                || !MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8),
                        signature(query(inOrder(parts))).getBytes(StandardCharsets.UTF_8))) {
            throw CallProblems.linkInvalid();
        }
        if (!clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts.getOrDefault("exp", "0"))))) {
            throw CallProblems.ticketExpired();
        }
        return new RoomId(parts.getOrDefault("roomId", ""));
    }

    private static Map<String, String> inOrder(Map<String, String> parts) {
        Map<String, String> ordered = new LinkedHashMap<>();
        SIGNED.forEach(name -> ordered.put(name, parts.getOrDefault(name, "")));
        return ordered;
    }

    private String signature(String query) {
        return keys.sign(PURPOSE, query.getBytes(StandardCharsets.UTF_8));
    }

    private static String query(Map<String, String> parts) {
        StringBuilder query = new StringBuilder();
        parts.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }

    private static Map<String, String> parts(String query) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals <= 0
                    || parts.putIfAbsent(decode(part.substring(0, equals)), decode(part.substring(equals + 1)))
                            != null) {
                throw CallProblems.linkInvalid();
            }
        }
        return parts;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw CallProblems.linkInvalid();
        }
    }
}
