/**
 * 8x8's HTTP interfaces of one account: API key, tenant header, rate limit, deadlines, and what a refusal means (contract
 * 1.1, 2.0 and 2.10). Knows neither events nor commands.
 */
@NullMarked
package io.visavis.eightbyeight.api;

import org.jspecify.annotations.NullMarked;
