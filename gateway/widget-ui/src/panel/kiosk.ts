const RESET_S = 30;

/** A kiosk belongs to the next visitor soon after a chat has ended: counts down, then begins anew. */
export class KioskReset {
  /** Seconds left, or null while nothing is counted. */
  seconds: number | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly over: () => void,
    private readonly changed: () => void,
  ) {}

  begin(): void {
    this.cancel();
    this.seconds = RESET_S;
    this.#timer = setInterval(() => {
      this.seconds = (this.seconds ?? 1) - 1;
      if (this.seconds <= 0) {
        this.cancel();
        this.over();
      }
      this.changed();
    }, 1_000);
  }

  cancel(): void {
    clearInterval(this.#timer);
    this.seconds = null;
  }
}
