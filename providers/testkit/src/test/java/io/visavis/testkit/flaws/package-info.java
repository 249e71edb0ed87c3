/** Providers broken on purpose, each in one way. */
@NullMarked
package io.visavis.testkit.flaws;

import org.jspecify.annotations.NullMarked;
