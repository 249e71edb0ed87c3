import type { Interval } from "./quality";

export type Size = "small" | "large";

export interface SizeDemand {
  sendingVideo: boolean;
  /** The other side shows our picture large enough for more pixels. */
  largeWanted: boolean;
  /** Pictures a second that camera and policy would give, were there no limit. */
  frameRate: number;
}

const GROW_MS = 10_000;
const SHRINK_MS = 6_000;
/** An encoder that is behind gets further behind: do not watch it for long. */
const RELIEVE_MS = 3_500;
const FIRST_REST_MS = 30_000;
const LONGEST_REST_MS = 480_000;
/** A size that was kept this long was not the mistake. */
const PROVEN_MS = 120_000;

/** Large has four times the pixels, and takes the encoder about so much longer. */
const LARGER = 4;
/** Shares of the time between two pictures that one may take to encode: before growing, as foreseen; and before giving up. */
const GROW_WORK = 0.6;
const MOST_WORK = 0.7;
/** Shares of the pictures there are that have to be encoded. */
const GROW_RATE = 0.85;
const LEAST_RATE = 0.6;

/**
 * How large a picture to send. Goes by what the encoder achieves, because browsers seldom say of a software encoder that the
 * processor limits it. A size that was too much is not tried again before a rest, which doubles each time.
 */
export class PictureSize {
  private size: Size = "small";
  private largeAt = 0;
  private roomySince: number | null = null;
  private tightSince: number | null = null;
  private behindSince: number | null = null;
  private rest = FIRST_REST_MS;
  private restUntil = -Infinity;

  next(interval: Interval, demand: SizeDemand, now: number): Size {
    const { sendingVideo, largeWanted } = demand;
    const behind = sendingVideo && fallsBehind(interval, demand.frameRate);
    const roomy = sendingVideo && largeWanted && interval.availableKbps > 1500 && canDoMore(interval, demand.frameRate);
    const tight = !largeWanted || interval.availableKbps < 1000;
    this.behindSince = behind ? this.behindSince ?? now : null;
    this.roomySince = roomy ? this.roomySince ?? now : null;
    this.tightSince = tight ? this.tightSince ?? now : null;
    if (this.size === "large") {
      if (now - this.largeAt >= PROVEN_MS) this.rest = FIRST_REST_MS;
      if (lasted(this.behindSince, RELIEVE_MS, now)) this.relieve(now);
      else if (lasted(this.tightSince, SHRINK_MS, now)) this.startSmall();
    } else if (lasted(this.roomySince, GROW_MS, now) && now >= this.restUntil) {
      this.size = "large";
      this.largeAt = now;
    }
    return this.size;
  }

  /** Large pictures must earn their place again. */
  startSmall(): void {
    this.size = "small";
    this.roomySince = null;
  }

  private relieve(now: number): void {
    this.startSmall();
    this.restUntil = now + this.rest;
    this.rest = Math.min(LONGEST_REST_MS, this.rest * 2);
  }
}

function lasted(since: number | null, time: number, now: number): boolean {
  return since !== null && now - since >= time;
}

/** In the dark cameras slow down by themselves: who encodes all there is, quickly, is not behind. */
function fallsBehind({ cpuLimited, encoding }: Interval, frameRate: number): boolean {
  const { offeredFps, encodedFps, encodeMs } = encoding;
  const offered = Math.min(frameRate, offeredFps ?? frameRate);
  return cpuLimited || encodedFps < offered * LEAST_RATE || work(encodeMs, frameRate) > MOST_WORK;
}

function canDoMore({ cpuLimited, encoding }: Interval, frameRate: number): boolean {
  const { encodedFps, encodeMs } = encoding;
  return !cpuLimited && encodedFps >= frameRate * GROW_RATE && work(encodeMs, frameRate) * LARGER <= GROW_WORK;
}

function work(encodeMs: number, frameRate: number): number {
  return encodeMs * frameRate / 1000;
}
