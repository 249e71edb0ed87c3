import type { CallKind } from "../wire";
import type { App } from "./app";
import type { Chat } from "./chat";
import { reasonOf } from "./http";
import type { KeptAcceptance } from "./keep";
import { untilAnswered } from "./until-answered";

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
    const { chat, host } = this.app;
    const offer = chat?.log.offer;
    if (!chat || !offer || this.#accepting) {
      return;
    }
    this.#accepting = true;
    try {
      if (!(await host.permits("beforeAcceptCall", { roomId: offer.roomId, kind }))) {
        return;
      }
      await this.#takeUp(chat, { id: crypto.randomUUID(), roomId: offer.roomId, offerId: offer.offerId, kind });
    } finally {
      this.#accepting = false;
    }
    this.app.changed();
  }

  /** After a reload in the middle of an acceptance: the visitor has said yes, and whoever waits for the answer still gets in. */
  goOn(): void {
    const { chat, keep } = this.app;
    const { acceptance } = keep.tab;
    if (!chat || !acceptance || this.#accepting || !stands(chat, acceptance)) {
      return;
    }
    this.#accepting = true;
    void this.#takeUp(chat, acceptance).finally(() => {
      this.#accepting = false;
      this.app.changed();
    });
  }

  /** Under one id, kept over a reload: who lost the answer is given the same ticket again, and nobody takes an offer up twice. */
  async #takeUp(chat: Chat, acceptance: KeptAcceptance): Promise<void> {
    const { keep, calls, words } = this.app;
    const { id, roomId, kind } = acceptance;
    keep.changeTab({ acceptance });
    try {
      const reply = await untilAnswered(
        () => chat.command({ type: "call.accept", data: { roomId, kind } }, id),
        () => stands(chat, acceptance) && chat === this.app.chat,
      );
      if (reply.joinUrl && chat === this.app.chat) {
        calls.enter(roomId, reply.joinUrl, kind);
      }
    } catch (failure) {
      this.app.notice = words.t("call.failed", { reason: reasonOf(failure) });
    }
    if (keep.tab.acceptance?.id === id) {
      keep.changeTab({ acceptance: null });
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

/** The offer is open still, or it is the one that has been taken. */
function stands(chat: Chat, { roomId, offerId }: KeptAcceptance): boolean {
  return [chat.log.offer, chat.log.room].some((one) => one?.roomId === roomId && one.offerId === offerId);
}
