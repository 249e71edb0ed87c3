/**
 * How browsers reach each other: STUN and TURN servers and the credentials for them. Knows no room; imports nothing of ours.
 */
@NullMarked
package io.visavis.gateway.video.ice;

import org.jspecify.annotations.NullMarked;
