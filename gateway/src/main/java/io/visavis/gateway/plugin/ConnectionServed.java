package io.visavis.gateway.plugin;

import io.visavis.gateway.kernel.ConnectionId;

/**
 * A connection that could not be called can be from now on: it is new, was switched on, or its jar came. An application
 * event, published by the node that serves it; not for what is served from the node's start, nor for a jar or settings that
 * take the place of others. Listeners return soon.
 */
public record ConnectionServed(ConnectionId id) {}
