/**
 * A vendor that exists for the testkit's own tests: its wire is forms ({@code kind=message&text=Hello}), so that it needs no
 * library. Its provider keeps every promise, and is made to be broken.
 */
@NullMarked
package io.visavis.testkit.acme;

import org.jspecify.annotations.NullMarked;
