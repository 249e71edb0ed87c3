/**
 * The gateway, cut by feature: a reader finds a behaviour by its package's name. No line of it names a contact centre. Where a
 * comment gives a section of "the contract" as its source, that is the one of the first provider that needed it; RATIONALE.md says
 * which.
 */
@NullMarked
package io.visavis.gateway;

import org.jspecify.annotations.NullMarked;
