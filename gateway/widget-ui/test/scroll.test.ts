import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { Scroll } from "../src/panel/scroll";

/** The thread as a browser lays it out: 400 px of it are seen at once. */
class Thread {
  readonly clientWidth = 300;
  readonly clientHeight = 400;
  scrollHeight = 1000;
  onscroll: (() => void) | null = null;
  #top = 0;

  get scrollTop(): number {
    return this.#top;
  }

  set scrollTop(top: number) {
    this.#top = Math.max(0, Math.min(top, this.scrollHeight - this.clientHeight));
  }

  /** What the visitor does. */
  scrolledTo(top: number): void {
    this.scrollTop = top;
    this.onscroll?.();
  }

  get left(): number {
    return this.scrollHeight - this.scrollTop - this.clientHeight;
  }
}

Object.assign(globalThis, { ResizeObserver: class { observe(): void {} disconnect(): void {} } });

/** A thread that has been drawn and stands at its end. */
function drawn(): { thread: Thread; scroll: Scroll; draw(taller?: number): void } {
  const thread = new Thread();
  Object.assign(globalThis, { document: { querySelector: () => thread } });
  const scroll = new Scroll(() => undefined);
  const draw = (taller = 0): void => {
    scroll.measure();
    thread.scrollHeight += taller;
    scroll.settle();
  };
  draw();
  draw();
  return { thread, scroll, draw };
}

test("a picture that is laid out between two drawings leaves nobody behind who was at the end", () => {
  const { thread, scroll, draw } = drawn();
  thread.scrollHeight += 260;
  draw(60);
  deepEqual([thread.left, scroll.atEnd, scroll.behind], [0, true, false]);
});

test("nor does it where the browser tells of a scroll before the picture's own word comes", () => {
  const { thread, scroll } = drawn();
  thread.scrollHeight += 260;
  thread.onscroll?.();
  scroll.grown();
  deepEqual([thread.left, scroll.atEnd], [0, true]);
});

test("who scrolls up reads back, and is told of what comes below", () => {
  const { thread, scroll, draw } = drawn();
  thread.scrolledTo(300);
  draw(60);
  deepEqual([thread.scrollTop, scroll.atEnd, scroll.behind], [300, false, true]);
  thread.scrolledTo(640);
  deepEqual([scroll.atEnd, scroll.behind], [true, false]);
});

test("who scrolls up while a picture comes in reads back as well, in however small steps", () => {
  const { thread, scroll, draw } = drawn();
  thread.scrolledTo(560);
  equal(scroll.atEnd, true);
  thread.scrollHeight += 260;
  thread.scrolledTo(540);
  draw();
  deepEqual([thread.scrollTop, scroll.atEnd], [540, false]);
});
