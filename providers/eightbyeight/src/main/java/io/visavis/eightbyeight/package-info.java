/**
 * 8x8 Chat Gateway as a plugin: what it is called, what it must be told and how its parts come together.
 *
 * <p>{@code inbound} turns deliveries into events, {@code signature} proves them, {@code outbound} carries commands and files
 * to 8x8; none knows the gateway. "Contract" in comments is the team's description of 8x8's interfaces; RATIONALE.md of this
 * module names what was decided where 8x8 documents nothing.
 */
@NullMarked
package io.visavis.eightbyeight;

import org.jspecify.annotations.NullMarked;
