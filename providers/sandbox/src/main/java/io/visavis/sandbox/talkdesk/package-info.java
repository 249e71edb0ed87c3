/**
 * A stand-in for Talkdesk's cloud as far as Digital Connect reaches: token endpoint, conversations, attachments, event
 * deliveries, the room action. Section numbers are those of the Talkdesk contract. Must not depend on control or desk.
 */
@NullMarked
package io.visavis.sandbox.talkdesk;

import org.jspecify.annotations.NullMarked;
