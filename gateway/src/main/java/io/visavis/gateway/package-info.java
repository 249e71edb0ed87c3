/** The gateway, cut by feature: a reader finds a behaviour by its package's name. */
@NullMarked
package io.visavis.gateway;

import org.jspecify.annotations.NullMarked;
