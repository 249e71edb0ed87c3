import { Backoff, pause } from "./backoff";
import type { Signal } from "./contract";
import { readEvents } from "./event-stream";
import { asProblem, type CallProblem } from "./problem";

export interface SignalStreamListener {
  signal(signal: Signal): void;
  /** False after the line broke, true when it stands again; media is not touched by either. */
  online(online: boolean): void;
  /** The log no longer knows this connection or position; the stream has stopped. */
  gone(problem: CallProblem): void;
}

/**
 * Follows the room's signal log from a position, over as many HTTP streams as it takes. A lost line is reopened after
 * the last position seen, so no signal is missed and none is handled twice.
 */
export class SignalStream {
  private readonly stopped = new AbortController();
  private readonly backoff = new Backoff();

  constructor(
    private readonly open: (after: number, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>,
    private position: number,
    private readonly listener: SignalStreamListener,
  ) {}

  start(): void {
    void this.follow();
  }

  stop(): void {
    this.stopped.abort();
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      const line = new AbortController();
      const hangUp = (): void => { line.abort(); };
      signal.addEventListener("abort", hangUp);
      window.addEventListener("offline", hangUp);
      try {
        const body = await this.open(this.position, line.signal);
        this.backoff.reset();
        this.listener.online(true);
        for await (const { event, data } of readEvents(body)) {
          if (signal.aborted) return;
          if (event === "reset") return this.giveUp(asProblem(new Error("position not served")));
          this.deliver(data);
        }
      } catch (e) {
        const problem = asProblem(e);
        if (!signal.aborted && !problem.temporary) return this.giveUp(problem);
      } finally {
        line.abort();
        signal.removeEventListener("abort", hangUp);
        window.removeEventListener("offline", hangUp);
      }
      if (signal.aborted) return;
      this.listener.online(false);
      await pause(this.backoff.next(), signal);
    }
  }

  private deliver(data: string): void {
    const signal = JSON.parse(data) as Signal;
    if (signal.position <= this.position) return;
    this.position = signal.position;
    this.listener.signal(signal);
  }

  private giveUp(problem: CallProblem): void {
    this.stop();
    this.listener.gone(problem);
  }
}
