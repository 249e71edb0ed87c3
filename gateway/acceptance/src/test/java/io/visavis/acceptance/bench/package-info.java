/** {@code ./visavis bench}: figures as ratios against something measured in the same run. Never a test. */
@NullMarked
package io.visavis.acceptance.bench;

import org.jspecify.annotations.NullMarked;
