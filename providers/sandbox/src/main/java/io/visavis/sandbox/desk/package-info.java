/** The agent's desk page: static files that speak the control API. Knows no vendor. */
@NullMarked
package io.visavis.sandbox.desk;

import org.jspecify.annotations.NullMarked;
