/** What was released stays usable: the shape of the SPI, and a provider that was built against it. */
@NullMarked
package io.visavis.spi.released;

import org.jspecify.annotations.NullMarked;
