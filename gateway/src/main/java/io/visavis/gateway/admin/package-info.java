/**
 * The administrator's HTTP API: applications, clients, connections, installed providers, conversations, inbox, outbox,
 * audit. It decides nothing of its own but what a valid entry is. May read every feature; none may import it. {@code access}
 * has let the caller in already.
 */
@NullMarked
package io.visavis.gateway.admin;

import org.jspecify.annotations.NullMarked;
