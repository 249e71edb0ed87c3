/**
 * Faults on demand, for calls to any vendor's API and for the events a vendor sends. Knows paths and event names only as
 * text; must not depend on a vendor's package.
 */
@NullMarked
package io.visavis.sandbox.fault;

import org.jspecify.annotations.NullMarked;
