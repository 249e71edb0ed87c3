/** The sandbox put together and started: one server for the vendors' APIs, the control API and the desk page. */
@NullMarked
package io.visavis.sandbox;

import org.jspecify.annotations.NullMarked;
