/**
 * What we tell Talkdesk: its Digital Connect and Attachments APIs, tokens, and what its refusals mean (contract section
 * 2). Every call is one attempt, except where Talkdesk's own rules ask for a second one at once: a 401 with a fresh token,
 * the other letter case of a previous message's type. All further repeating is the gateway's. Knows nothing of inbound
 * events.
 */
@NullMarked
package io.visavis.talkdesk.outbound;

import org.jspecify.annotations.NullMarked;
