/**
 * What 8x8 tells us: events of both generations, the data-wrapped and the older flat ones, become events of the conversation
 * log (contract section 3). Pure functions of the bytes; nothing here does I/O or knows the outbound side.
 */
@NullMarked
package io.visavis.eightbyeight.inbound;

import org.jspecify.annotations.NullMarked;
