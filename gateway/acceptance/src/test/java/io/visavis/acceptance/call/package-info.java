/** What a call must survive, in browsers. */
@NullMarked
package io.visavis.acceptance.call;

import org.jspecify.annotations.NullMarked;
