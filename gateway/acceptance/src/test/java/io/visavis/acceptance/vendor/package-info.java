/** A contact centre that signs what it delivers, played to the letter of one test. */
@NullMarked
package io.visavis.acceptance.vendor;

import org.jspecify.annotations.NullMarked;
