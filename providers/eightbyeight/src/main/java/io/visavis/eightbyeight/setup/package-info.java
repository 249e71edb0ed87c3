/**
 * Sets 8x8's side up from an API key: finds or makes the webhook that leads here and the channel that uses it (contract 2.1,
 * 2.3, 4).
 */
@NullMarked
package io.visavis.eightbyeight.setup;

import org.jspecify.annotations.NullMarked;
