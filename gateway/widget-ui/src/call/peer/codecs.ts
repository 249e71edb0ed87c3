const KEPT: Record<"audio" | "video", RegExp> = {
  audio: /^audio\/(opus|red|telephone-event)$/i,
  video: /^video\/(VP8|H264|rtx)$/i,
};

const known = new Map<string, RTCRtpCodec[]>();

/**
 * The few codecs that all browsers have, the usual one first. A description with dozens of them takes browsers on both sides
 * several times as long to make and to read, all of it between the click and the first picture. Empty where the browser does not
 * say what it has: then it offers everything.
 */
export function codecsFor(kind: "audio" | "video"): RTCRtpCodec[] {
  let codecs = known.get(kind);
  if (!codecs) {
    const all = globalThis.RTCRtpReceiver?.getCapabilities?.(kind)?.codecs ?? [];
    codecs = all.filter((codec) => KEPT[kind].test(codec.mimeType) && usualProfile(codec));
    if (!codecs.some(({ mimeType }) => /opus|vp8/i.test(mimeType))) codecs = [];
    known.set(kind, codecs);
  }
  return codecs;
}

/** Of H.264's many forms the one that every browser with H.264 takes. */
function usualProfile({ mimeType, sdpFmtpLine }: RTCRtpCodec): boolean {
  return !/h264/i.test(mimeType) || /profile-level-id=42e0|packetization-mode=1.*42e0/i.test(sdpFmtpLine ?? "");
}
