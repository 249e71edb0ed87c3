import { asProblem } from "./problem";

const FIRST_MS = 300;
const LONGEST_MS = 5_000;

/** Waiting times between tries: 0.3 s doubling to 5 s, with jitter so that clients of a restarted node spread out. */
export class Backoff {
  private tries = 0;

  /** Milliseconds to wait before the next try. */
  next(): number {
    const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.tries++);
    return whole * (0.75 + Math.random() * 0.25);
  }

  reset(): void {
    this.tries = 0;
  }
}

/** Resolves after the time, or at once when aborted or when the browser comes back online. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    if (signal.aborted) done();
    signal.addEventListener("abort", done);
    window.addEventListener("online", done);
  });
}

/** Repeats what only fails for the moment, until it works or the time is over; rejects with its last {@link CallProblem}. */
export async function patiently<T>(forMs: number, attempt: () => Promise<T>): Promise<T> {
  const until = performance.now() + forMs;
  const backoff = new Backoff();
  for (;;) {
    try {
      return await attempt();
    } catch (e) {
      const problem = asProblem(e);
      const wait = Math.max(backoff.next(), (problem.retryAfterSeconds ?? 0) * 1000);
      if (!problem.temporary || performance.now() + wait > until) throw problem;
      await pause(wait, new AbortController().signal);
    }
  }
}
