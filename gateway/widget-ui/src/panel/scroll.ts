/** Distance from the end that still counts as being there. */
const NEAR_PX = 80;

/** Keeps the newest message in sight for who reads along, and leaves the place to who reads back. */
export class Scroll {
  /** Something new has come below what is on screen. */
  behind = false;
  #atEnd = true;
  #height = 0;

  constructor(private readonly changed: () => void) {}

  get atEnd(): boolean {
    return this.#atEnd;
  }

  /** Before drawing: where is the reader? */
  measure(): void {
    const thread = this.#thread();
    if (thread) {
      this.#atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < NEAR_PX;
      this.#height = thread.scrollHeight;
    } else {
      this.#atEnd = true;
      this.#height = 0;
    }
  }

  /** After drawing: follow, or say that there is more. */
  settle(): void {
    const thread = this.#thread();
    if (!thread) {
      this.behind = false;
      return;
    }
    thread.onscroll ??= () => this.#scrolled(thread);
    if (this.#atEnd) {
      thread.scrollTop = thread.scrollHeight;
      this.behind = false;
    } else if (thread.scrollHeight > this.#height + 8 && !this.behind) {
      this.behind = true;
      this.changed();
    }
  }

  toEnd(): void {
    const thread = this.#thread();
    this.behind = false;
    thread?.scrollTo({ top: thread.scrollHeight, behavior: calm() ? "auto" : "smooth" });
    this.changed();
  }

  /** A picture has come in and made the thread longer. */
  grown(): void {
    const thread = this.#thread();
    if (thread && this.#atEnd) {
      thread.scrollTop = thread.scrollHeight;
    }
  }

  #scrolled(thread: HTMLElement): void {
    const atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < NEAR_PX;
    if (atEnd !== this.#atEnd || (atEnd && this.behind)) {
      this.#atEnd = atEnd;
      this.behind &&= !atEnd;
      this.changed();
    }
  }

  #thread(): HTMLElement | null {
    return document.querySelector<HTMLElement>(".thread");
  }
}

function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
