/** Chromium with fake devices, and what counts as a call. */
@NullMarked
package io.visavis.acceptance.browser;

import org.jspecify.annotations.NullMarked;
