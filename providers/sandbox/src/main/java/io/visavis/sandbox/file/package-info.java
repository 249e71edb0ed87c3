/** Files of conversations in a temporary folder, and links to them that carry their own permission. Knows no vendor. */
@NullMarked
package io.visavis.sandbox.file;

import org.jspecify.annotations.NullMarked;
