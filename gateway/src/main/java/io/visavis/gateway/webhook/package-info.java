/**
 * The door for vendors' deliveries: reads the body once, checks who sends it, stores it, and only then says yes.
 *
 * <p>Imports inbox, access, plugin, problem, storage and kernel; knows no conversation.
 */
@NullMarked
package io.visavis.gateway.webhook;

import org.jspecify.annotations.NullMarked;
