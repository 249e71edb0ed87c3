/**
 * The call API, {@code /api/call/v1}: what the panel, {@code /t/…} and {@code /a} speak. Wire records and their checks; decides
 * nothing about calls. Schemas: {@code schemas/call/v1}.
 */
@NullMarked
package io.visavis.gateway.video.api;

import org.jspecify.annotations.NullMarked;
