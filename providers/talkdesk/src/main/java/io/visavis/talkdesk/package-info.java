/**
 * Talkdesk Digital Connect as a plugin: what it is called, what it must be told and how its parts come together.
 *
 * <p>{@code inbound} turns deliveries into events, {@code outbound} carries commands and files to Talkdesk; neither
 * knows the other, and nothing here knows the gateway. "Contract" in comments is the team's description of Talkdesk's
 * interfaces; RATIONALE.md of this module names what was decided where Talkdesk documents nothing.
 */
@NullMarked
package io.visavis.talkdesk;

import org.jspecify.annotations.NullMarked;
