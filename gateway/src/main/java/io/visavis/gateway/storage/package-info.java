/**
 * The database underneath: the guard on its durability and the shared commit. Knows no feature; may use kernel.
 */
@NullMarked
package io.visavis.gateway.storage;

import org.jspecify.annotations.NullMarked;
