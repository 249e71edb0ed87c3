/** Distance from the end that still counts as being there. */
const NEAR_PX = 80;

/** Keeps the newest message in sight for who reads along, and leaves the place to who reads back. */
export class Scroll {
  /** Something new has come below what is on screen. */
  behind = false;
  #atEnd = true;
  #height = 0;
  #width = 0;
  #room = 0;
  #watched: Element | null = null;
  readonly #resizes = new ResizeObserver(() => {
    this.grown();
    this.#noteSize();
  });

  constructor(private readonly changed: () => void) {}

  get atEnd(): boolean {
    return this.#atEnd;
  }

  /** Before drawing: where is the reader? */
  measure(): void {
    const thread = this.#thread();
    if (thread) {
      // In a frame that has just become another size the end has moved away, not the reader.
      if (thread.clientWidth === this.#width && thread.clientHeight === this.#room) {
        this.#atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < NEAR_PX;
      }
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
    this.#watch(thread);
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

  /** A call that begins or ends makes the thread narrow or wide again. */
  #watch(thread: HTMLElement): void {
    this.#noteSize();
    if (this.#watched !== thread) {
      this.#resizes.disconnect();
      this.#resizes.observe(thread);
      this.#watched = thread;
    }
  }

  #noteSize(): void {
    const thread = this.#thread();
    this.#width = thread?.clientWidth ?? 0;
    this.#room = thread?.clientHeight ?? 0;
  }

  #scrolled(thread: HTMLElement): void {
    if (thread.clientWidth !== this.#width || thread.clientHeight !== this.#room) {
      return;
    }
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
