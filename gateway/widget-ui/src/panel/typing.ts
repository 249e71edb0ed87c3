/** Tells the agent that the visitor types: once when it begins, again every few seconds, and when it stops. */
export class Typing {
  #toldAt = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (typing: boolean) => void) {}

  touched(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.stop(), 5_000);
    if (Date.now() - this.#toldAt > 4_000) {
      this.#toldAt = Date.now();
      this.tell(true);
    }
  }

  /** The message was sent or given up. */
  stop(silently = false): void {
    clearTimeout(this.#idle);
    if (this.#toldAt > 0 && !silently) {
      this.tell(false);
    }
    this.#toldAt = 0;
  }
}
