/**
 * What a contact centre's adapter implements so that its chats appear in the Visavis widget.
 *
 * <p>Start at {@link io.visavis.spi.ProviderFactory}. This package uses the JDK, PF4J's extension marker and null
 * annotations, and nothing else: only these types, JDK types and text cross the line between gateway and plugin.
 *
 * <p>How it grows: interfaces by default methods; records by a new component with the old constructor kept; sealed
 * events by a new record (the gateway must handle it), sealed commands by a new record (an older provider reports it as
 * {@link io.visavis.spi.ProviderException.Kind#UNSUPPORTED}).
 */
@NullMarked
package io.visavis.spi;

import org.jspecify.annotations.NullMarked;
