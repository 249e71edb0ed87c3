/**
 * The whole product from outside: real processes, real plugin jars, a real browser. Nothing here sees a class of the
 * gateway; what these tests know is what {@code README.md} and {@code schemas/} tell everyone.
 */
@NullMarked
package io.visavis.acceptance;

import org.jspecify.annotations.NullMarked;
