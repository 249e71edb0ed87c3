/**
 * Proof that a delivery is 8x8's: detached RS256 signatures, the keys behind them, and the window of time in which a
 * delivery counts (contract 3.2, 3.3). The only authentication there is: a webhook has no credentials of any other kind.
 */
@NullMarked
package io.visavis.eightbyeight.signature;

import org.jspecify.annotations.NullMarked;
