/**
 * The words every feature shares: ids and random secrets. Imports no other package of the gateway.
 */
@NullMarked
package io.visavis.gateway.kernel;

import org.jspecify.annotations.NullMarked;
