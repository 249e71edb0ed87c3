package io.visavis.gateway.video.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.visavis.gateway.video.CallProblems;
import io.visavis.gateway.video.CallToken;
import io.visavis.gateway.video.CallTokens;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Who calls: the bearer of a call token for exactly this room. */
@Singleton
final class CallCallers {

    private static final String BEARER = "Bearer ";

    private final CallTokens tokens;

    CallCallers(CallTokens tokens) {
        this.tokens = tokens;
    }

    /** The bearer of a call token, whatever its room. */
    CallToken require(HttpRequest<?> request) {
        return tokens.check(bearer(request));
    }

    CallToken require(HttpRequest<?> request, String roomId) {
        return requireRoom(tokens.check(bearer(request)), roomId);
    }

    /** As {@link #require}, with the token in the body where the header cannot be set. */
    CallToken require(HttpRequest<?> request, String roomId, @Nullable String tokenInBody) {
        String bearer = bearer(request);
        return requireRoom(tokens.check(bearer == null ? tokenInBody : bearer), roomId);
    }

    private static CallToken requireRoom(CallToken caller, String roomId) {
        if (!caller.roomId().value().equals(roomId)) {
            throw CallProblems.wrongRoom();
        }
        return caller;
    }

    private static @Nullable String bearer(HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }
}
