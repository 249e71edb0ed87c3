/**
 * How an error looks from outside: RFC 9457 problems with an {@code action}. Imports no feature.
 */
@NullMarked
package io.visavis.gateway.problem;

import org.jspecify.annotations.NullMarked;
