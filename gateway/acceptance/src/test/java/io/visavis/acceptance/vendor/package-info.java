/** Vendors as one test needs them: what they deliver, and the jars that they drop in, good and bad. */
@NullMarked
package io.visavis.acceptance.vendor;

import org.jspecify.annotations.NullMarked;
