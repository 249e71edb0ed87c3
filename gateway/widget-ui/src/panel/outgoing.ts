import { Backoff, pause } from "../shared/backoff";
import type { CommandReply } from "../wire";
import { Problem, worthRepeating } from "./http";
import type { Keep, KeptMessage } from "./keep";
import { type Session, SessionLost } from "./session";

/** A message the visitor has sent and the log does not show yet. */
export interface OutgoingMessage extends KeptMessage {
  state: "sending" | "waiting" | "failed";
  reason: string;
}

/**
 * Sends the visitor's messages one after the other, each with an id of its own made once: a retry after a lost answer or a reload
 * cannot become a second message. Waits out every trouble that may pass; what is refused stays visible with its reason.
 */
export class Outgoing {
  #messages: OutgoingMessage[];
  #running = false;
  readonly #closing = new AbortController();

  constructor(
    private readonly session: Session,
    private readonly keep: Keep,
    private readonly changed: () => void,
    private readonly sent: (message: OutgoingMessage) => void,
    private readonly lost: () => void,
  ) {
    const tab = keep.tab;
    const mine = tab.outgoingOf === session.conversationId ? tab.outgoing : [];
    this.#messages = mine.map((message) => ({ ...message, state: "sending", reason: "" }));
    void this.#drain();
  }

  get messages(): readonly OutgoingMessage[] {
    return this.#messages;
  }

  add(message: KeptMessage): void {
    this.#set([...this.#messages, { ...message, state: "sending", reason: "" }]);
    void this.#drain();
  }

  /** The log shows the message, or the visitor has dropped it. */
  remove(commandId: string): void {
    if (this.#messages.some((message) => message.commandId === commandId)) {
      this.#set(this.#messages.filter((message) => message.commandId !== commandId));
    }
  }

  retry(commandId: string): void {
    this.#update(commandId, { state: "sending", reason: "" });
    void this.#drain();
  }

  close(): void {
    this.#closing.abort();
  }

  async #drain(): Promise<void> {
    if (this.#running) {
      return;
    }
    this.#running = true;
    const done = new Set<string>();
    for (;;) {
      const next = this.#messages.find((message) => message.state !== "failed" && !done.has(message.commandId));
      if (next === undefined || this.#closing.signal.aborted) {
        break;
      }
      if (await this.#deliver(next)) {
        done.add(next.commandId);
      }
    }
    this.#running = false;
  }

  /** True once the gateway has it. */
  async #deliver(message: OutgoingMessage): Promise<boolean> {
    const backoff = new Backoff();
    while (!this.#closing.signal.aborted) {
      try {
        await this.session.json<CommandReply>("/commands", {
          method: "POST",
          body: {
            id: message.commandId,
            type: "message.send",
            data: { text: message.text, attachments: message.attachments.map(({ attachmentId }) => attachmentId) },
          },
        });
        this.sent(message);
        return true;
      } catch (failure) {
        if (this.#closing.signal.aborted) {
          return false;
        }
        if (failure instanceof SessionLost) {
          this.lost();
          return false;
        }
        if (!worthRepeating(failure)) {
          this.#update(message.commandId, { state: "failed", reason: failure instanceof Error ? failure.message : "" });
          return false;
        }
        this.#update(message.commandId, { state: "waiting", reason: "" });
        const wish = failure instanceof Problem ? failure.retryAfterMs : null;
        await pause(wish ?? backoff.next(), this.#closing.signal);
      }
    }
    return false;
  }

  #update(commandId: string, change: Partial<OutgoingMessage>): void {
    this.#set(this.#messages.map((message) => (message.commandId === commandId ? { ...message, ...change } : message)));
  }

  #set(messages: OutgoingMessage[]): void {
    // What the tab keeps is the next chat's now.
    if (this.#closing.signal.aborted) {
      return;
    }
    this.#messages = messages;
    this.keep.changeTab({
      outgoingOf: this.session.conversationId,
      outgoing: messages.map(({ commandId, text, attachments, at }) => ({ commandId, text, attachments, at })),
    });
    this.changed();
  }
}
