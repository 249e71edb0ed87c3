/**
 * The thin layer over Jetty that everything here is served with: routes, exchanges, replies, and the raw connection that
 * fault injection needs to cut or slow down. Knows nothing of vendors, conversations or faults.
 */
@NullMarked
package io.visavis.sandbox.http;

import org.jspecify.annotations.NullMarked;
