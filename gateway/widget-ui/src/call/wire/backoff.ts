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
