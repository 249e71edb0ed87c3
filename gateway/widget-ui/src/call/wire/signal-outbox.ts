import { Backoff, pause } from "./backoff";
import type { NewSignal, OutgoingSignal } from "./contract";
import { asProblem, type CallProblem } from "./problem";

const LARGEST_BATCH = 40;

/**
 * Sends signals in order, one request at a time; what gathers meanwhile goes with the next request. A failed request
 * is repeated with the same ids. Signals for a peer that has gone can be dropped with {@link forget}. After {@link stop}
 * no failure is told.
 */
export class SignalOutbox {
  private waiting: OutgoingSignal[] = [];
  private busy = false;
  private readonly stopped = new AbortController();
  private readonly backoff = new Backoff();

  constructor(
    private readonly post: (signals: OutgoingSignal[]) => Promise<void>,
    private readonly failed: (problem: CallProblem) => void,
  ) {}

  add(signal: NewSignal): void {
    this.waiting.push({ ...signal, id: crypto.randomUUID() } as OutgoingSignal);
    if (!this.busy) void this.drain();
  }

  forget(connectionId: string): void {
    this.waiting = this.waiting.filter((signal) => signal.to !== connectionId);
  }

  stop(): void {
    this.stopped.abort();
    this.waiting = [];
  }

  private async drain(): Promise<void> {
    this.busy = true;
    // One turn of the event loop lets the candidates that follow a description travel with it.
    await Promise.resolve();
    while (this.waiting.length && !this.stopped.signal.aborted) {
      const batch = this.waiting.slice(0, LARGEST_BATCH);
      try {
        await this.post(batch);
        this.waiting = this.waiting.filter((signal) => !batch.includes(signal));
        this.backoff.reset();
      } catch (e) {
        if (this.stopped.signal.aborted) break;
        const problem = asProblem(e);
        if (!problem.temporary) {
          this.waiting = this.waiting.filter((signal) => !batch.includes(signal));
          this.failed(problem);
        } else await pause(this.backoff.next(), this.stopped.signal);
      }
    }
    this.busy = false;
  }
}
