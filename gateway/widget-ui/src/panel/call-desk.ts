import type { CallKind } from "../wire";
import type { Keep, KeptCall } from "./keep";

/** What the panel needs of `src/call/`, which is fetched when the first call or device check begins. */
interface CallModule {
  mountCall(host: HTMLElement, options: Record<string, unknown>): CallHandle;
  mountDeviceCheck(host: HTMLElement, options: Record<string, unknown>): { dispose(): void };
}

interface CallHandle {
  leave(): Promise<void>;
  dispose(): void;
}

export interface CallListener {
  changed(): void;
  starting(call: KeptCall): void;
  started(call: KeptCall): void;
  ended(call: KeptCall, detail: Record<string, unknown>): void;
}

export type CallPhase = "none" | "loading" | "open" | "check";

const callModule = async (): Promise<CallModule> => (await import("./../call/index")) as unknown as CallModule;

const API = "/api/call/v1";

/**
 * The call above the chat. It lives in an element of its own, so that drawing the chat anew never touches a running picture, and
 * it finds back into its call after a reload.
 */
export class CallDesk {
  readonly element = document.createElement("div");
  phase: CallPhase = "none";
  /** Joined, so that hanging up and closing matter. */
  joined = false;
  failure: string | null = null;
  current: KeptCall | null = null;
  strings: Record<string, string> = {};
  #handle: { dispose(): void } | null = null;
  #generation = 0;
  readonly #broken = new Set<unknown>();
  #lost = false;

  constructor(
    private readonly keep: Keep,
    private readonly listener: CallListener,
    private readonly load = callModule,
  ) {
    this.element.className = "call-host";
    this.element.dataset["testid"] = "vv-call";
  }

  /** Takes the ticket of an accepted offer; nothing is spent before the visitor joins. */
  enter(roomId: string, joinUrl: string, kind: CallKind): void {
    const ticket = decodeURIComponent(new URL(joinUrl, location.href).pathname.split("/").filter(Boolean).pop() ?? "");
    const call = { roomId, ticket, kind };
    this.keep.changeTab({ call });
    this.listener.starting(call);
    void this.#mount(call, true);
  }

  /** After a reload, or when the visitor asks for it: back into the call if it still runs. */
  resume(roomId: string, asked = false): void {
    const kept = this.keep.tab.call;
    if (this.phase !== "none" || kept?.roomId !== roomId || (kept.dismissed && !asked)) {
      return;
    }
    if (kept.dismissed) {
      this.keep.changeTab({ call: { ...kept, dismissed: false } });
    }
    void this.#mount(kept, asked);
  }

  /** Its line or its pictures have broken off and are being brought back. */
  get reconnecting(): boolean {
    return this.#broken.size > 0;
  }

  /** The tries to bring its pictures and voices back have failed so far; they go on, and meanwhile there is the chat. */
  get lost(): boolean {
    return this.#lost;
  }

  get resumable(): KeptCall | null {
    return this.keep.tab.call;
  }

  /** The code of the call, fetched while the visitor still reads the offer. */
  preload(): void {
    this.load().catch(() => undefined);
  }

  async check(kind: CallKind, found: (result: unknown) => void): Promise<void> {
    await this.#open("check", (module) =>
      module.mountDeviceCheck(this.element, {
        kind,
        takeFocus: true,
        strings: this.strings,
        onResult: found,
        onEvent: (type: string) => {
          if (type === "closed") {
            this.close();
          }
        },
      }),
    );
  }

  /** The log says that the room is over; who was not in the call yet has no reason to stay at its door. */
  roomEnded(roomId: string): void {
    if (this.keep.tab.call?.roomId === roomId) {
      this.keep.changeTab({ call: null });
    }
    if (this.current?.roomId === roomId && !this.joined) {
      this.close();
    }
  }

  async leave(): Promise<void> {
    const handle = this.#handle;
    if (handle && "leave" in handle && this.joined) {
      await Promise.race([(handle as CallHandle).leave(), new Promise((resolve) => setTimeout(resolve, 1_500))]);
    }
    this.close();
  }

  close(): void {
    this.#generation++;
    this.#handle?.dispose();
    this.#handle = null;
    this.element.replaceChildren();
    this.phase = "none";
    this.joined = false;
    this.#mended();
    this.current = null;
    this.failure = null;
    this.listener.changed();
  }

  #mended(): void {
    this.#broken.clear();
    this.#lost = false;
  }

  /** What the visitor has closed stays closed, whatever the chat tells next: nothing turns a camera on unasked. */
  #dismiss({ roomId }: KeptCall): void {
    const kept = this.keep.tab.call;
    if (kept?.roomId === roomId) {
      this.keep.changeTab({ call: { ...kept, dismissed: true } });
    }
  }

  async #mount(call: KeptCall, takeFocus: boolean): Promise<void> {
    this.current = call;
    await this.#open("open", (module) =>
      module.mountCall(this.element, {
        grantSource: { ticket: call.ticket },
        apiBase: API,
        kind: call.kind,
        takeFocus,
        strings: this.strings,
        closable: true,
        onEvent: (type: string, detail: Record<string, unknown>) => this.#event(call, type, detail),
      }),
    );
  }

  async #open(phase: CallPhase, mount: (module: CallModule) => { dispose(): void }): Promise<void> {
    const current = this.current;
    this.close();
    this.current = current;
    const generation = this.#generation;
    this.phase = "loading";
    this.listener.changed();
    try {
      const module = await this.load();
      if (generation !== this.#generation) {
        return;
      }
      this.phase = phase;
      this.#handle = mount(module);
    } catch (failure) {
      this.phase = "none";
      this.failure = failure instanceof Error ? failure.message : String(failure);
    }
    this.listener.changed();
  }

  #event(call: KeptCall, type: string, detail: Record<string, unknown>): void {
    switch (type) {
      case "joined":
        this.joined = true;
        this.listener.started(call);
        break;
      case "reconnecting":
        this.#broken.add(detail["what"]);
        break;
      case "restored":
        this.#broken.delete(detail["what"]);
        this.#lost &&= detail["what"] !== "media";
        break;
      case "failed":
        this.#lost ||= detail["reason"] === "connection-lost";
        break;
      case "ended":
        this.joined = false;
        this.#mended();
        if (detail["reason"] === "closed") {
          this.keep.changeTab({ call: null });
        }
        this.listener.ended(call, detail);
        // The chat says that the call is over, and how long it was: nothing is left to do here.
        if (detail["reason"] === "closed") {
          this.close();
        }
        break;
      case "closed":
        this.#dismiss(call);
        this.close();
        break;
    }
    this.listener.changed();
  }
}
