/**
 * What Talkdesk tells us: deliveries of its Connections actions become events of the conversation log (contract
 * section 3). Pure functions of the bytes; nothing here does I/O or knows the outbound side.
 */
@NullMarked
package io.visavis.talkdesk.inbound;

import org.jspecify.annotations.NullMarked;
