/**
 * How an error looks from outside: RFC 9457 problems with an {@code action}. Imports no feature; knows kernel, and storage for the one
 * error that any commit may end in.
 */
@NullMarked
package io.visavis.gateway.problem;

import org.jspecify.annotations.NullMarked;
