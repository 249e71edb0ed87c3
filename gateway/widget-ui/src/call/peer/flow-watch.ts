/** Counters of what has arrived over one link. */
export interface Flow {
  at: number;
  packets: number;
  frames: number;
}

export interface Expected {
  /** The other side sends voice or picture. */
  packets: boolean;
  /** It sends a picture and we want it. */
  frames: boolean;
}

export interface FlowVerdict {
  /** Since when nothing has arrived although something should; null while it flows. */
  silentSince: number | null;
  /** The first packets behind an interruption: what was sent meanwhile went missing, on their way and most likely on ours. */
  back: boolean;
  /** Packets come, pictures do not: a new key frame is needed, for the old one went missing. */
  pictureStuck: boolean;
}

const OUTAGE_MS = 900;
const STUCK_MS = 2_000;
/** To the second request; each further one waits twice as long, for on a slow machine a key frame takes its time. */
const AGAIN_MS = 700;

/**
 * Sees an interruption before the browser does: `connectionState` stays `connected` for some six seconds without a packet, and a
 * decoder waits three before it asks for the key frame that an interruption cost it.
 */
export class FlowWatch {
  private last: Flow | null = null;
  private packetAt = 0;
  private frameAt = 0;
  private outage = false;
  private askedAt = -Infinity;
  private again = AGAIN_MS;

  next(flow: Flow, expected: Expected): FlowVerdict {
    const { last } = this;
    this.last = flow;
    const packets = last === null || flow.packets !== last.packets;
    const frames = last === null || flow.frames !== last.frames;
    const back = packets && last !== null && flow.at - this.packetAt >= OUTAGE_MS;
    if (packets) {
      this.outage ||= back;
      this.packetAt = flow.at;
    }
    if (frames || !expected.frames) {
      this.frameAt = flow.at;
      this.outage = false;
      this.again = AGAIN_MS;
    }
    if (!expected.packets) this.packetAt = flow.at;
    const overdue = this.outage || flow.at - this.frameAt >= STUCK_MS;
    const pictureStuck = expected.frames && packets && overdue && flow.at - this.askedAt >= this.again;
    if (pictureStuck) {
      if (this.askedAt >= this.frameAt) this.again *= 2;
      this.askedAt = flow.at;
    }
    return { silentSince: packets || !expected.packets ? null : this.packetAt, back, pictureStuck };
  }

  /** The counters belong to another connection from now on. */
  reset(): void {
    this.last = null;
    this.outage = false;
    this.again = AGAIN_MS;
  }
}
