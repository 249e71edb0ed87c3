import { live } from "lit-html/directives/live.js";

const streams = new WeakMap<MediaStreamTrack, MediaStream>();

/**
 * What to bind to `srcObject` for one track: always the same stream, and set only when it is another one than before.
 * (lit sets object properties on every drawing, and each setting starts the element over.)
 */
export function source(track: MediaStreamTrack | null): unknown {
  if (!track) return live(null);
  let stream = streams.get(track);
  if (!stream) streams.set(track, stream = new MediaStream([track]));
  return live(stream);
}
