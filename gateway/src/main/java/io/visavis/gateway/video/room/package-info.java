/**
 * The rows of calls: rooms, tickets, participants, connections, signals, offers and timers. Everything a call is stands here,
 * so any node can go on with it after another died.
 *
 * <p>Imports kernel and storage only. Writes run inside a {@link io.visavis.gateway.storage.UnitOfWork}; whoever changes a room
 * holds its lock ({@link io.visavis.gateway.video.room.Rooms#lock}).
 */
@NullMarked
package io.visavis.gateway.video.room;

import org.jspecify.annotations.NullMarked;
