/** Starts, asks, kills: what every acceptance test needs. */
@NullMarked
package io.visavis.acceptance.harness;

import org.jspecify.annotations.NullMarked;
