export type RecoveryStep = "none" | "restart-ice" | "rebuild" | "rebuild-audio-only" | "give-up";

export interface LinkCondition {
  state: RTCPeerConnectionState;
  /** Both descriptions are in place. */
  described: boolean;
  /** This side made the link, and so repairs it first. */
  offerer: boolean;
  /** Since when nothing has arrived although something should; null while it flows. */
  silentSince: number | null;
}

const STUCK_MS = 2_000;
const UNANSWERED_MS = 6_000;
const CONNECTING_MS = 12_000;
const DISCONNECTED_MS = 2_500;
const RESTART_EVERY_MS = 4_000;
const TRY_MS = 8_000;
/** The side that did not make the link acts only when the other one obviously cannot. */
const PATIENCE_MS = 5_000;

/**
 * Decides what a link in trouble needs: ICE restarts while the grace time runs, then a new connection, then one without
 * pictures, then a message, with further tries behind it. Goes by what arrives and by `connectionState`, because browsers leave
 * `iceConnectionState` at `disconnected` for ever. Knows no clock and no connection; both are handed in.
 */
export class RecoveryPlan {
  private stage: "watch" | "restart" | "rebuilt" | "audio-only" | "given-up" = "watch";
  private stageAt = 0;
  private troubleAt: number | null = null;
  private describedAt: number | null = null;
  private restartedAt = -Infinity;
  private stuck = 0;

  constructor(private readonly graceMs: number, private linkAt: number) {}

  /** Something is being repaired, or waits to be. */
  get troubled(): boolean {
    return this.troubleAt !== null;
  }

  /** Links are new: their own clocks start again, the ladder does not. */
  linkMade(now: number): void {
    this.linkAt = now;
    this.describedAt = null;
  }

  next(link: LinkCondition, now: number): RecoveryStep {
    const silent = link.silentSince !== null && now - link.silentSince >= DISCONNECTED_MS;
    if (link.state === "connected" && !silent) {
      this.stage = "watch";
      this.troubleAt = this.describedAt = null;
      this.restartedAt = -Infinity;
      this.stuck = 0;
      return "none";
    }
    const patience = link.offerer ? 0 : PATIENCE_MS;
    if (silent) this.troubleAt ??= link.silentSince;
    if (link.state === "disconnected") this.troubleAt ??= now;
    if (link.state === "failed") this.troubleAt ??= now - DISCONNECTED_MS;
    if (link.state === "new" && this.isStuck(link, now, patience)) {
      this.stuck++;
      return "rebuild";
    }
    if (this.troubleAt !== null) return this.ladder(link, now, patience);
    if (link.state === "connecting" && now - this.linkAt >= CONNECTING_MS + patience) this.troubleAt = now - DISCONNECTED_MS;
    return "none";
  }

  private isStuck(link: LinkCondition, now: number, patience: number): boolean {
    if (!link.described) return now - this.linkAt >= UNANSWERED_MS + patience;
    this.describedAt ??= now;
    return now - this.describedAt >= STUCK_MS * 2 ** Math.min(this.stuck, 2) + patience;
  }

  private ladder(link: LinkCondition, now: number, patience: number): RecoveryStep {
    const troubled = now - (this.troubleAt ?? now);
    if (troubled < DISCONNECTED_MS) return "none";
    if (this.stage === "watch") this.stage = "restart";
    if (this.stage === "restart") {
      if (troubled < this.graceMs + patience) {
        if (!link.offerer || now - this.restartedAt < RESTART_EVERY_MS) return "none";
        this.restartedAt = now;
        return "restart-ice";
      }
      return this.climb("rebuilt", "rebuild", now);
    }
    if (now - this.stageAt < TRY_MS + patience) return "none";
    if (this.stage === "rebuilt") return this.climb("audio-only", "rebuild-audio-only", now);
    if (this.stage === "audio-only") return this.climb("given-up", "give-up", now);
    return this.climb("given-up", "rebuild", now);
  }

  private climb(stage: "rebuilt" | "audio-only" | "given-up", step: RecoveryStep, now: number): RecoveryStep {
    this.stage = stage;
    this.stageAt = now;
    return step;
  }
}
