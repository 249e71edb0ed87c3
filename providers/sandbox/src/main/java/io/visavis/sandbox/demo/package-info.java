/**
 * Sets a gateway up for the demo through its admin API and writes {@code demo.json}. Knows the gateway only by HTTP, and
 * no vendor's package: what to connect is handed in.
 */
@NullMarked
package io.visavis.sandbox.demo;

import org.jspecify.annotations.NullMarked;
