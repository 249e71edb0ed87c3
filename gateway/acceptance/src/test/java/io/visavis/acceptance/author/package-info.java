/** What somebody meets who writes a provider: the template, the published pieces, the plugin folder. */
@NullMarked
package io.visavis.acceptance.author;

import org.jspecify.annotations.NullMarked;
