/**
 * What went over the wire, for looking at and asserting on: calls the vendor saw, events it delivered. Vendor-neutral.
 */
@NullMarked
package io.visavis.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
