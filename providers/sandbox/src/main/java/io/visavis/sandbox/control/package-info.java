/**
 * The control API below {@code /control/v1}: everything the desk page shows and does, for tests and scripts too. Knows
 * vendors only as {@link io.visavis.sandbox.conversation.Vendor}.
 */
@NullMarked
package io.visavis.sandbox.control;

import org.jspecify.annotations.NullMarked;
