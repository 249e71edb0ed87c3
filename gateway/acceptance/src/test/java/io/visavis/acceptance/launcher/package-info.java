/** The launcher {@code ./visavis} in a clone whose Maven and Java are only played, so that a test takes moments. */
@NullMarked
package io.visavis.acceptance.launcher;

import org.jspecify.annotations.NullMarked;
