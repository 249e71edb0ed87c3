import type { CallKind } from "../wire";
import type { App } from "./app";
import { reasonOf } from "./http";

/** The visitor's side of agreeing on a call; the call itself is the call desk's. */
export class Calling {
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
    if (!chat || !offer || !(await host.permits("beforeAcceptCall", { roomId: offer.roomId, kind }))) {
      return;
    }
    try {
      const reply = await chat.command({ type: "call.accept", data: { roomId: offer.roomId, kind } });
      if (reply.joinUrl) {
        calls.enter(offer.roomId, reply.joinUrl, kind);
      }
    } catch (failure) {
      this.app.notice = words.t("call.failed", { reason: reasonOf(failure) });
    }
    this.app.changed();
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
