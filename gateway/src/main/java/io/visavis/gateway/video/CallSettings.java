package io.visavis.gateway.video;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long things last in a call, {@code visavis.call.*}.
 *
 * @param ticketLife a facade's ticket for which no life was asked (contract 4.2)
 * @param ticketLifeMax longest life a facade may ask for
 * @param chatTicketLife from accepting in the chat to entering the room
 * @param agentLinkLife how long an agent may enter by one link
 * @param tokenLife of a call token; a browser renews it by its resume secret
 * @param offerLife until an offer nobody answers is missed
 * @param awayAfter silence of a browser's stream until the others are told
 * @param grace silence until the browser counts as gone
 * @param emptyGrace until a room everybody has left is closed
 * @param conversationGrace how long a call outlives its chat while the agent is in the room (contract 3.8 rule 5)
 * @param facadePatience how long the facade works on an answer until it says "later" (contract 4.3: within 2 s)
 */
@ConfigurationProperties("visavis.call")
public record CallSettings(
        @Bindable(defaultValue = "4h") Duration ticketLife,
        @Bindable(defaultValue = "7d") Duration ticketLifeMax,
        @Bindable(defaultValue = "10m") Duration chatTicketLife,
        @Bindable(defaultValue = "4h") Duration agentLinkLife,
        @Bindable(defaultValue = "15m") Duration tokenLife,
        @Bindable(defaultValue = "60s") Duration offerLife,
        @Bindable(defaultValue = "5s") Duration awayAfter,
        @Bindable(defaultValue = "30s") Duration grace,
        @Bindable(defaultValue = "2m") Duration emptyGrace,
        @Bindable(defaultValue = "10s") Duration conversationGrace,
        @Bindable(defaultValue = "1500ms") Duration facadePatience) {}
