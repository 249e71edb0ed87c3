/** What can be said of the browser sources without a browser: their types, and their pure rules. Starts no gateway. */
@NullMarked
package io.visavis.acceptance.types;

import org.jspecify.annotations.NullMarked;
