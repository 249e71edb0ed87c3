const streams = new WeakMap<MediaStreamTrack, MediaStream>();

/** A stream of one track, the same one each time: setting a new `srcObject` on every redraw would flicker. */
export function streamOf(track: MediaStreamTrack | null): MediaStream | null {
  if (!track) return null;
  let stream = streams.get(track);
  if (!stream) streams.set(track, stream = new MediaStream([track]));
  return stream;
}
