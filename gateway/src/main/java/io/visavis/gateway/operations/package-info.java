/**
 * How an operator looks at a running gateway: health, metrics, the public status line, the headers and the log line of
 * every response. May read every feature; none may import it.
 */
@NullMarked
package io.visavis.gateway.operations;

import org.jspecify.annotations.NullMarked;
