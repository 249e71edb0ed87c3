/** Asks the gateway for a call room, with credentials the gateway issued. Knows no vendor. */
@NullMarked
package io.visavis.sandbox.room;

import org.jspecify.annotations.NullMarked;
