import type { QualityLevel, QualityReason } from "../wire/contract";
import type { LinkSample } from "./link-stats";

/** What one interval of a link was like. */
export interface Interval {
  fps: number;
  lossPercent: number;
  roundTripMs: number;
  availableKbps: number;
  cpuLimited: boolean;
  hasVideo: boolean;
  hasAudio: boolean;
  encoding: Encoding;
}

/** What became of the camera's pictures on the way out. */
export interface Encoding {
  /** Pictures a second from the camera; null where the browser does not count them. */
  offeredFps: number | null;
  encodedFps: number;
  /** Mean time that one took to encode, waiting for the processor included; zero when none was. */
  encodeMs: number;
}

export interface Quality {
  level: QualityLevel;
  reason: QualityReason;
}

export interface Expectation {
  /** The other side says that its camera is on and we asked for the picture. */
  remoteVideo: boolean;
  sendingVideo: boolean;
  audioOnly: boolean;
  connected: boolean;
}

export function intervalOf(before: LinkSample, now: LinkSample): Interval {
  const seconds = Math.max(0.001, (now.at - before.at) / 1000);
  const received = now.packetsReceived - before.packetsReceived;
  const lost = Math.max(0, now.packetsLost - before.packetsLost);
  return {
    fps: (now.framesDecoded - before.framesDecoded) / seconds,
    lossPercent: received + lost > 0 ? lost * 100 / (received + lost) : 0,
    roundTripMs: now.roundTripMs,
    availableKbps: now.availableKbps,
    cpuLimited: now.cpuLimited,
    hasVideo: now.framesDecoded > before.framesDecoded || now.screenFramesDecoded > before.screenFramesDecoded,
    hasAudio: now.audioPacketsReceived > before.audioPacketsReceived,
    encoding: encodingOf(before, now, seconds),
  };
}

function encodingOf(before: LinkSample, now: LinkSample, seconds: number): Encoding {
  const frames = now.framesEncoded - before.framesEncoded;
  const counted = before.framesOffered !== null && now.framesOffered !== null;
  return {
    offeredFps: counted ? Math.max(0, now.framesOffered! - before.framesOffered!) / seconds : null,
    encodedFps: Math.max(0, frames) / seconds,
    encodeMs: frames > 0 ? (now.encodeSeconds - before.encodeSeconds) * 1000 / frames : 0,
  };
}

/** Judges an interval; the first cause that fits is named, the worst first. */
export function judge(interval: Interval, expected: Expectation): Quality {
  if (!expected.connected) return { level: "poor", reason: "reconnecting" };
  const { lossPercent: loss, roundTripMs: delay, availableKbps: available, fps } = interval;
  if (loss > 8) return { level: "poor", reason: "loss" };
  if (delay > 600) return { level: "poor", reason: "delay" };
  if (expected.sendingVideo && available > 0 && available < 150) return { level: "poor", reason: "bandwidth" };
  if (expected.remoteVideo && fps < 8) return { level: "poor", reason: "frames" };
  if (expected.audioOnly) return { level: "fair", reason: "audio-only" };
  if (loss > 3) return { level: "fair", reason: "loss" };
  if (delay > 300) return { level: "fair", reason: "delay" };
  if (expected.sendingVideo && available > 0 && available < 350) return { level: "fair", reason: "bandwidth" };
  if (expected.remoteVideo && fps < 13) return { level: "fair", reason: "frames" };
  if (interval.cpuLimited) return { level: "fair", reason: "cpu" };
  return { level: "good", reason: "none" };
}

const ORDER: Record<QualityLevel, number> = { good: 0, fair: 1, poor: 2 };

/** The worse of several links decides. */
export function worst(qualities: Quality[]): Quality {
  return qualities.reduce<Quality>(
    (bad, quality) => ORDER[quality.level] > ORDER[bad.level] ? quality : bad, { level: "good", reason: "none" },
  );
}

/** Keeps the light from flickering: a better level must hold for two intervals, a worse one shows at once. */
export class QualityLight {
  private shown: Quality = { level: "good", reason: "none" };
  private better = 0;

  next(quality: Quality): Quality {
    if (ORDER[quality.level] >= ORDER[this.shown.level]) {
      this.better = 0;
      this.shown = quality;
    } else if (++this.better >= 2) {
      this.better = 0;
      this.shown = quality;
    }
    return this.shown;
  }
}
