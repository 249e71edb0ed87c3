/** The gateway dies; what it acknowledged is there afterwards, once. */
@NullMarked
package io.visavis.acceptance.crash;

import org.jspecify.annotations.NullMarked;
