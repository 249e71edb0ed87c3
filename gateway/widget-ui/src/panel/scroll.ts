/** Distance from the end that still counts as being there. */
const NEAR_PX = 80;

/** Keeps the newest message in sight for who reads along, and leaves the place to who reads back. */
export class Scroll {
  /** Something new has come below what is on screen. */
  behind = false;
  #atEnd = true;
  /** Where the thread stood when last looked at, in px from its start. */
  #top = 0;
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
        this.#look(thread);
      }
      this.#height = thread.scrollHeight;
    } else {
      this.#atEnd = true;
      this.#top = 0;
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
      this.#follow(thread);
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
      this.#follow(thread);
    }
  }

  #follow(thread: HTMLElement): void {
    thread.scrollTop = thread.scrollHeight;
    this.#top = thread.scrollTop;
  }

  /** Away from the end goes only who scrolls up: a thread that grows moves its end, not the reader, and nobody says in time that it did. */
  #look(thread: HTMLElement): void {
    const { scrollHeight, scrollTop, clientHeight } = thread;
    // Browsers round, so a pixel is no step.
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX || (this.#atEnd && scrollTop >= this.#top - 1);
    this.#top = scrollTop;
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
    const before = this.#atEnd;
    this.#look(thread);
    if (this.#atEnd !== before || (this.#atEnd && this.behind)) {
      this.behind &&= !this.#atEnd;
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
