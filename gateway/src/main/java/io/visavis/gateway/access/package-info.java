/**
 * Who may do what: applications, their clients and connections, the tokens and credentials we issue and check, and the
 * one table of rules over all paths.
 *
 * <p>May use kernel, storage and problem; knows no conversation, no plugin and no feature behind the rules.
 */
@NullMarked
package io.visavis.gateway.access;

import org.jspecify.annotations.NullMarked;
