package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One event as it will stand in the body.
 *
 * @param conversationId null for the webhook's test call and events made by hand without one
 */
record EightByEightEvent(String name, @Nullable String conversationId, ObjectNode body) {}
