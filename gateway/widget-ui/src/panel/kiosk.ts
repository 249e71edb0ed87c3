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

  /** Counts as long as the chat is over; a chat that is taken up again stays. */
  follow(ended: boolean): void {
    if (!ended) {
      this.cancel();
    } else if (this.seconds === null) {
      this.#begin();
    }
  }

  cancel(): void {
    clearInterval(this.#timer);
    this.seconds = null;
  }

  #begin(): void {
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
}
