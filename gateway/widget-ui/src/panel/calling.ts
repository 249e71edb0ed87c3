import { Backoff, pause } from "../shared/backoff";
import type { CallKind, CommandReply } from "../wire";
import type { App } from "./app";
import type { Chat } from "./chat";
import { Problem, reasonOf, worthRepeating } from "./http";

/** The visitor's side of agreeing on a call; the call itself is the call desk's. */
export class Calling {
  #accepting = false;

  constructor(private readonly app: App) {}

  async request(kind: CallKind): Promise<void> {
    const { chat, host, words } = this.app;
    if (!chat || !(await host.permits("beforeRequestCall", { kind }))) {
      return;
    }
    try {
      await chat.requestCall(kind);
      host.tell("callRequested", { kind });
    } catch (failure) {
      this.app.notice = words.t("call.requestFailed", { reason: reasonOf(failure) });
    }
    this.app.changed();
  }

  /** Accepts the open offer and opens the preview; nobody is seen or heard before the visitor joins. */
  async accept(kind: CallKind): Promise<void> {
    const { chat, host, words, calls } = this.app;
    const offer = chat?.log.offer;
    if (!chat || !offer || this.#accepting) {
      return;
    }
    this.#accepting = true;
    try {
      if (!(await host.permits("beforeAcceptCall", { roomId: offer.roomId, kind }))) {
        return;
      }
      const reply = await this.#takeUp(chat, offer.roomId, kind);
      if (reply.joinUrl && chat === this.app.chat) {
        calls.enter(offer.roomId, reply.joinUrl, kind);
      }
    } catch (failure) {
      this.app.notice = words.t("call.failed", { reason: reasonOf(failure) });
    } finally {
      this.#accepting = false;
    }
    this.app.changed();
  }

  /** Under one id: who lost the answer is given the same ticket again, and nobody takes an offer up twice. */
  async #takeUp(chat: Chat, roomId: string, kind: CallKind): Promise<CommandReply> {
    const id = crypto.randomUUID();
    const backoff = new Backoff();
    for (;;) {
      try {
        return await chat.command({ type: "call.accept", data: { roomId, kind } }, id);
      } catch (failure) {
        const stands = chat.log.offer?.roomId === roomId || chat.log.room?.roomId === roomId;
        if (!worthRepeating(failure) || !stands || chat !== this.app.chat) {
          throw failure;
        }
        await pause((failure instanceof Problem ? failure.retryAfterMs : null) ?? backoff.next());
      }
    }
  }

  async decline(): Promise<void> {
    await this.#refuse(this.app.chat?.log.offer?.roomId);
  }

  /** Takes the visitor's own request back, as long as nobody has offered the call. */
  async withdraw(): Promise<void> {
    await this.#refuse(this.app.chat?.log.requested?.roomId);
  }

  async #refuse(roomId: string | undefined): Promise<void> {
    const { chat } = this.app;
    if (!chat || !roomId) {
      return;
    }
    await chat.command({ type: "call.decline", data: { roomId } }).catch((failure: unknown) => {
      this.app.notice = reasonOf(failure);
    });
    this.app.changed();
  }
}
