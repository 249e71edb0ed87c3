import { Backoff, pause } from "../shared/backoff";
import { StreamReader } from "../shared/sse";
import type { Envelope } from "../wire";
import { Problem } from "./http";
import { type Session, SessionLost } from "./session";

/** The gateway writes a comment every 15 s; twice that and a half without a byte means the line is dead. */
const SILENCE_MS = 38_000;

export interface StreamListener {
  /** In order, each position once. */
  event(envelope: Envelope): void;
  /** What was read so far no longer stands: begin anew. */
  reset(): void;
  live(connected: boolean): void;
  /** Nothing more will come: do not open the stream again. */
  finished(): boolean;
  lost(): void;
}

/** Follows a conversation's log from its start, through drops, reloads of the server and expired tokens, until closed. */
export class EventStream {
  readonly #closing = new AbortController();
  readonly #backoff = new Backoff();
  #position = 0;
  #resetOnce = false;
  #running = false;

  constructor(
    private readonly session: Session,
    private readonly listener: StreamListener,
  ) {}

  /** Begins, or goes on after the end; nothing where it runs. */
  async run(): Promise<void> {
    if (!this.#running) {
      this.#running = true;
      await this.#run().finally(() => (this.#running = false));
    }
  }

  async #run(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      let wish: number | null = null;
      try {
        await this.#follow();
      } catch (failure) {
        if (this.#closing.signal.aborted) {
          return;
        }
        if (failure instanceof SessionLost || (failure instanceof Problem && failure.status === 404)) {
          this.listener.lost();
          return;
        }
        if (failure instanceof Problem && failure.action === "restart") {
          this.#restart(0);
        }
        wish = failure instanceof Problem ? failure.retryAfterMs : null;
      }
      if (this.#closing.signal.aborted || (wish === null && this.listener.finished())) {
        return;
      }
      this.listener.live(false);
      await pause(wish ?? this.#backoff.next(), this.#closing.signal);
    }
  }

  close(): void {
    this.#closing.abort();
  }

  async #follow(): Promise<void> {
    const line = new AbortController();
    const cut = (): void => line.abort();
    this.#closing.signal.addEventListener("abort", cut);
    addEventListener("offline", cut);
    let silence = setTimeout(cut, SILENCE_MS);
    try {
      const response = await this.session.response(`/events?after=${this.#position}`, { signal: line.signal }, "text/event-stream");
      const body = response.body?.getReader();
      if (!body) {
        return;
      }
      this.listener.live(true);
      const decoder = new TextDecoder();
      const reader = new StreamReader();
      for (;;) {
        const piece = await body.read();
        clearTimeout(silence);
        if (piece.done) {
          return;
        }
        silence = setTimeout(cut, SILENCE_MS);
        this.#backoff.reset();
        for (const { event, data } of reader.push(decoder.decode(piece.value, { stream: true }))) {
          this.#received(event, data);
        }
      }
    } finally {
      clearTimeout(silence);
      removeEventListener("offline", cut);
      this.#closing.signal.removeEventListener("abort", cut);
      line.abort();
    }
  }

  #received(event: string, data: string): void {
    const body = JSON.parse(data) as Envelope;
    if (event === "reset") {
      this.#restart(body.position);
      throw new Error("reset");
    }
    if (this.#closing.signal.aborted || typeof body.position !== "number" || body.position <= this.#position) {
      return;
    }
    this.#position = body.position;
    this.#resetOnce = false;
    this.listener.event(body);
  }

  /** Reads the log from its start; if even that is refused, goes on from where the gateway stands. */
  #restart(current: number): void {
    this.#position = this.#resetOnce ? current : 0;
    this.#resetOnce = true;
    this.listener.reset();
  }
}
