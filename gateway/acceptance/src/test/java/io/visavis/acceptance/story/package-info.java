/** The product's main job as two people live it: from a chat to a face. */
@NullMarked
package io.visavis.acceptance.story;

import org.jspecify.annotations.NullMarked;
