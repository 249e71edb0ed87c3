import type { AfterEvent, BeforeEvent, StartOptions, ToHost, WidgetConfig } from "../shared/protocol";
import { isCallKind } from "../shared/protocol";
import type { CallKind, HistoryMessage } from "../wire";
import { isLeft } from "./attributes";
import { diagnose } from "./diagnosis";
import { PanelFrame } from "./frame";
import { HandoverWatch } from "./handover";
import { Launcher } from "./launcher";
import { Memory } from "./memory";
import { PageSettings } from "./page-settings";

const gateway = new URL(import.meta.url).origin;

/** The one element that draws: a second on the same page would fight over place, storage and calls. */
let drawn: VisavisWidget | null = null;

/**
 * `<visavis-widget>`: the launcher on the page and, from the first click on, the panel in a frame from the gateway's origin.
 * Each control has a method here, a cancellable `before…` event and an event after.
 */
export class VisavisWidget extends HTMLElement {
  readonly #settings = new PageSettings();
  readonly #observer = new MutationObserver(() => {
    this.#changed();
    this.#handovers.look();
  });
  // What went wrong, the panel says.
  readonly #handovers = new HandoverWatch(this, (token) => void this.takeOver(token).catch(() => undefined));
  #launcher: Launcher | null = null;
  #frame: PanelFrame | null = null;
  #memory = new Memory("");
  #opened = false;

  connectedCallback(): void {
    if (drawn !== null && drawn !== this) {
      console.warn("[visavis] a page holds one <visavis-widget>; this second one stays idle", this);
      return;
    }
    drawn = this;
    this.#launcher ??= new Launcher(this.shadowRoot ?? this.attachShadow({ mode: "open" }), () => this.#toggle());
    this.#observer.observe(this, { attributes: true });
    this.#handovers.start();
    this.#changed();
    queueMicrotask(() => this.#begin());
  }

  disconnectedCallback(): void {
    if (drawn !== this) {
      return;
    }
    drawn = null;
    this.#observer.disconnect();
    this.#handovers.stop();
    this.#dispose();
  }

  get isOpen(): boolean {
    return this.#opened;
  }

  open(): void {
    if (this.#opened || !this.#drawing() || !this.#permitted("beforeOpen")) {
      return;
    }
    this.#show(true);
  }

  close(): void {
    if (!this.#opened || this.#config().kiosk || !this.#permitted("beforeClose")) {
      return;
    }
    this.#opened = false;
    this.#memory.open = false;
    this.#launcher?.setOpen(false);
    this.#frame?.post({ type: "visible", visible: false });
    this.#launcher?.focus();
    this.#tell("closed");
  }

  /** Starts a conversation as if the visitor had sent the form; missing data is asked for in the panel. */
  start(options: StartOptions = {}): Promise<void> {
    this.open();
    return this.#panel().invoke("start", options);
  }

  /** Goes on with a conversation that the site's server hands over; the token is good once. */
  takeOver(token: string): Promise<void> {
    this.open();
    return this.#panel().invoke("takeOver", String(token));
  }

  send(text: string): Promise<void> {
    return this.#panel().invoke("send", String(text));
  }

  requestCall(kind: CallKind): Promise<void> {
    if (!isCallKind(kind)) {
      return Promise.reject(new TypeError(`requestCall takes "video" or "audio", not ${String(kind)}`));
    }
    this.open();
    return this.#panel().invoke("requestCall", kind);
  }

  end(): Promise<void> {
    return this.#panel().invoke("end", null);
  }

  /**
   * What the page has learned of its visitor: free context for the agent beside the `context-*` attributes, who it is (`customer`:
   * name, email, phone, language) and where the chat should go (`options`, as the attributes are called). Used by the next start and
   * told to a running chat. Rejected where the contact centre does not take who or where any more; free context never is.
   */
  async setCustomerMetadata(metadata: Record<string, unknown>): Promise<void> {
    const change = this.#settings.addMetadata(metadata);
    this.#changed();
    if (this.#frame !== null && Object.keys({ ...change.customer, ...change.options }).length > 0) {
      await this.#frame.invoke("update", change);
    }
  }

  /** What was said before the chat, for instance with a bot; handed to the agent by the next start. */
  setHistory(messages: HistoryMessage[]): void {
    this.#settings.setHistory(messages);
    this.#changed();
  }

  /** Texts of the panel by key, over the built-in ones; README of widget-ui lists the keys. */
  setTranslations(texts: Record<string, string>): void {
    this.#settings.addTranslations(texts);
    this.#changed();
  }

  #begin(): void {
    if (!this.isConnected || !this.#drawing()) {
      return;
    }
    const config = this.#config();
    for (const required of ["application-id", "chat-mode"] as const) {
      if (!this.getAttribute(required)?.trim()) {
        console.error(`[visavis] <visavis-widget> needs the attribute ${required}`);
      }
    }
    this.#tell("ready");
    if (config.kiosk || this.#memory.open) {
      this.#show(false);
    } else if (this.#memory.conversation) {
      // A conversation goes on: listen, so that the badge can tell of an answer.
      this.#panel();
    }
    this.#handovers.look();
  }

  #toggle(): void {
    return this.#opened ? this.close() : this.open();
  }

  #show(byVisitor: boolean): void {
    this.#opened = true;
    const frame = this.#panel();
    this.#launcher?.setOpen(true);
    frame.post({ type: "visible", visible: true });
    if (byVisitor) {
      this.#memory.open = true;
      frame.element.focus();
    }
    this.#tell("opened");
  }

  #panel(): PanelFrame {
    if (!this.#drawing()) {
      throw new Error("this <visavis-widget> is not the one on the page");
    }
    if (this.#frame === null) {
      this.#frame = new PanelFrame(gateway, {
        config: () => this.#config(),
        visible: () => this.#opened,
        received: (message) => this.#received(message),
        missing: () => void this.#missing(),
      });
      this.#launcher?.hold(this.#frame.element);
    }
    return this.#frame;
  }

  /** Takes away what does not work, and tells whose page it is why. */
  async #missing(): Promise<void> {
    this.#dispose();
    const { cause, message } = await diagnose(gateway, this.#config().applicationId);
    console.error(`[visavis] ${message}`);
    this.#tell("errorHandled", { during: "set-up", message });
    if (cause !== "unreachable") {
      this.#launcher?.hide();
    }
  }

  #dispose(): void {
    this.#frame?.dispose();
    this.#frame = null;
    this.#opened = false;
    this.#launcher?.setOpen(false);
  }

  #received(message: ToHost): void {
    this.#launcher?.heed(message);
    switch (message.type) {
      case "ask":
        this.#frame?.post({ type: "verdict", id: message.id, allowed: this.#permitted(message.event, message.detail) });
        break;
      case "event":
        this.#tell(message.event, message.detail);
        break;
      case "close":
        this.close();
        break;
      case "unread":
        this.#tell("unreadChanged", { count: message.count });
        break;
      case "remember":
        this.#memory.conversation = message.conversation && !this.#config().kiosk;
        break;
      case "problem":
        console.error(`[visavis] ${message.message}`);
        break;
    }
  }

  #changed(): void {
    const config = this.#config();
    this.#memory = new Memory(config.applicationId);
    if (config.primary) {
      this.#launcher?.setPrimary(config.primary);
    }
    const dark = config.scheme === "dark" || (config.scheme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    this.#launcher?.setDark(dark);
    this.#launcher?.setPlace(isLeft(this), config.kiosk);
    this.#frame?.post({ type: "config", config });
  }

  #config(): WidgetConfig {
    return this.#settings.config(this);
  }

  #drawing(): boolean {
    return drawn === this;
  }

  #permitted(event: BeforeEvent, detail: unknown = null): boolean {
    return this.dispatchEvent(new CustomEvent(event, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  #tell(event: AfterEvent, detail: unknown = null): void {
    this.dispatchEvent(new CustomEvent(event, { detail, bubbles: true, composed: true }));
  }
}
