/**
 * Whether a queue is open and how long people wait there: the tenant's schedule and real-time statistics, each in the
 * generations that 8x8 offers (contract 5). Asked rarely: the gateway keeps the answers.
 */
@NullMarked
package io.visavis.eightbyeight.availability;

import org.jspecify.annotations.NullMarked;
