/** Tests of the running sandbox, by HTTP only. */
@NullMarked
package io.visavis.sandbox;

import org.jspecify.annotations.NullMarked;
