/**
 * What we tell 8x8: conversations, messages, indicators, files and their transcript (contract 2.4 to 2.9). Every call is one
 * attempt; repeating is the gateway's. Knows nothing of deliveries.
 */
@NullMarked
package io.visavis.eightbyeight.outbound;

import org.jspecify.annotations.NullMarked;
