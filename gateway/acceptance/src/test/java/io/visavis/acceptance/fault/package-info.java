/** What must not go wrong when everybody else does: a vendor that fails in every way, callers that send anything. */
@NullMarked
package io.visavis.acceptance.fault;

import org.jspecify.annotations.NullMarked;
