/** The widget as the owner of a site sees it: on a page of another origin, by its attributes, events and words. */
@NullMarked
package io.visavis.acceptance.site;

import org.jspecify.annotations.NullMarked;
