/**
 * What carries the media of a room: browsers among themselves, or a server between them. The second point of extension beside
 * the contact centres; the embedded engine needs no other process.
 *
 * <p>Imports {@code video.room} for ids only, and no HTTP. The gateway never asks which engine it talks to.
 */
@NullMarked
package io.visavis.gateway.video.engine;

import org.jspecify.annotations.NullMarked;
