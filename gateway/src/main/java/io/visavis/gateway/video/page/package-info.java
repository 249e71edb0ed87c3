/**
 * The pages of calls: {@code /a} for agents, {@code /t/…} for visitors, {@code /r/…} for recordings. They only show; opening one
 * changes nothing, so a link preview is harmless.
 */
@NullMarked
package io.visavis.gateway.video.page;

import org.jspecify.annotations.NullMarked;
