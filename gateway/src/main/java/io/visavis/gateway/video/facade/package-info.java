/**
 * The room facade of the contract, section 4: one call that makes a room and gives out its links. Answers in the error
 * form of that contract, not in problems, and in bounded time: it calls no vendor.
 */
@NullMarked
package io.visavis.gateway.video.facade;

import org.jspecify.annotations.NullMarked;
