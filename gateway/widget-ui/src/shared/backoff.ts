/** Growing pauses with jitter, so that a thousand panels do not come back in the same instant. */
export class Backoff {
  #attempt = 0;

  constructor(
    private readonly firstMs = 300,
    private readonly lastMs = 10_000,
  ) {}

  next(): number {
    const full = Math.min(this.lastMs, this.firstMs * 2 ** this.#attempt++);
    return full * (0.5 + Math.random() * 0.5);
  }

  reset(): void {
    this.#attempt = 0;
  }
}

/** Waits; ends early when the signal aborts or the browser comes back online. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener("online", done);
    signal?.addEventListener("abort", done);
    if (signal?.aborted) {
      done();
    }
  });
}
