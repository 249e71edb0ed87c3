/**
 * Asks for a screen, window or tab. Text must stay sharp, so few frames and `detail`; null when the person thought
 * better of it.
 */
export async function openScreen(frameRate: number): Promise<MediaStreamTrack | null> {
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: { max: frameRate }, width: { max: 1920 }, height: { max: 1200 } }, audio: false,
    });
    const track = stream.getVideoTracks()[0] ?? null;
    if (track) track.contentHint = "detail";
    return track;
  } catch (e) {
    // Browsers report a closed chooser as a refusal; a refusal by policy is worth telling.
    if (e instanceof DOMException && e.name === "NotAllowedError" && !/policy/i.test(e.message)) return null;
    throw e;
  }
}

export function canShareScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === "function";
}
