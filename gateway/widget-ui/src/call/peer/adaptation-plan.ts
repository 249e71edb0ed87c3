import { PictureSize, type Size, type SizeDemand } from "./picture-size";
import type { Interval } from "./quality";

export interface Adaptation {
  /** Send our camera at all. */
  sendVideo: boolean;
  /** Take the other side's camera. */
  receiveVideo: boolean;
  size: Size;
}

export interface Demand extends SizeDemand {
  remoteVideo: boolean;
  /** A hidden page decodes as it likes; its figures prove nothing. */
  visible: boolean;
}

const COLLAPSE_MS = 10_000;
const CALM_MS = 10_000;
const FIRST_REST_MS = 20_000;
const LONGEST_REST_MS = 120_000;

/**
 * Gives up pictures so that the voice stays, and takes them back carefully: after a rest that doubles with every
 * relapse, because without pictures the browser cannot measure whether there is room for them.
 */
export class AdaptationPlan {
  private readonly sending = new Fallback();
  private readonly receiving = new Fallback();
  private readonly size = new PictureSize();

  next(interval: Interval, demand: Demand, now: number): Adaptation {
    const starving = interval.availableKbps > 0 && interval.availableKbps < 150;
    const calm = interval.lossPercent < 2 && interval.roundTripMs < 400;
    const sendVideo = this.sending.next(demand.sendingVideo && starving, calm, now);
    // Few frames alone prove nothing: in the dark cameras slow down to them by themselves.
    const strained = interval.lossPercent > 2 || interval.roundTripMs > 400;
    const starved = demand.visible && demand.remoteVideo && interval.fps < 8 && strained;
    const receiveVideo = this.receiving.next(starved, calm, now);
    return { sendVideo, receiveVideo, size: this.size.next(interval, demand, now) };
  }

  /** The person asks for pictures again: believe them and measure anew. */
  retryNow(): void {
    this.sending.reset();
    this.receiving.reset();
  }

  /** The connection came back only without pictures. */
  dropVideo(now: number): void {
    this.sending.drop(now);
    this.receiving.drop(now);
  }

  /**
   * What was bad before an interruption proves nothing for the time behind it. And the browser's estimate starts low: large
   * pictures must earn their place again.
   */
  interrupted(): void {
    this.sending.forgive();
    this.receiving.forgive();
    this.size.startSmall();
  }
}

class Fallback {
  private badSince: number | null = null;
  private calmSince: number | null = null;
  private droppedAt: number | null = null;
  private resumedAt = -Infinity;
  private rest = FIRST_REST_MS;

  /** True while pictures flow. */
  next(bad: boolean, calm: boolean, now: number): boolean {
    if (this.droppedAt === null) {
      this.badSince = bad ? this.badSince ?? now : null;
      if (this.badSince !== null && now - this.badSince >= COLLAPSE_MS) this.drop(now);
    } else {
      this.calmSince = calm ? this.calmSince ?? now : null;
      const rested = now - this.droppedAt >= this.rest;
      if (rested && this.calmSince !== null && now - this.calmSince >= CALM_MS) {
        this.droppedAt = null;
        this.resumedAt = now;
      }
    }
    return this.droppedAt === null;
  }

  drop(now: number): void {
    if (this.droppedAt !== null) return;
    const relapse = now - this.resumedAt < 60_000;
    this.rest = relapse ? Math.min(LONGEST_REST_MS, this.rest * 2) : FIRST_REST_MS;
    this.droppedAt = now;
    this.badSince = this.calmSince = null;
  }

  /** The bad time so far does not count. */
  forgive(): void {
    this.badSince = null;
  }

  reset(): void {
    this.droppedAt = this.badSince = this.calmSince = null;
    this.rest = FIRST_REST_MS;
  }
}
