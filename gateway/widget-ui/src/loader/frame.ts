import {
  type Connect,
  type Greeting,
  type Method,
  PROTOCOL_VERSION,
  type ToHost,
  type ToPanel,
  type WidgetConfig,
} from "../shared/protocol";

/** What the panel may need while the frame is being connected. */
export interface FrameOwner {
  config(): WidgetConfig;
  visible(): boolean;
  received(message: ToHost): void;
  /** The frame has loaded, and no panel is in it. */
  missing(): void;
}

/** The panel greets before its document has loaded; between processes its word may come later than that event. */
const GREETING_MS = 1_500;

const ALLOW = "camera; microphone; display-capture; fullscreen; picture-in-picture; autoplay; clipboard-write";

/** The frame that holds the panel, and the private channel to it. Reloading the frame connects it anew. */
export class PanelFrame {
  readonly element = document.createElement("iframe");
  readonly #origin: string;
  readonly #owner: FrameOwner;
  readonly #waiting: ToPanel[] = [];
  readonly #results = new Map<number, { resolve: () => void; reject: (reason: Error) => void }>();
  #port: MessagePort | null = null;
  #ready = false;
  #nextId = 1;
  readonly #onMessage = (event: MessageEvent): void => this.#greeted(event);
  #greeting: ReturnType<typeof setTimeout> | undefined;

  constructor(gateway: string, owner: FrameOwner) {
    this.#origin = gateway;
    this.#owner = owner;
    this.element.allow = ALLOW
      .split("; ")
      .map((feature) => `${feature} ${gateway}`)
      .join("; ");
    this.element.dataset["testid"] = "vv-frame";
    this.element.src = `${gateway}/panel?aid=${encodeURIComponent(owner.config().applicationId)}`;
    this.element.addEventListener("load", () => {
      clearTimeout(this.#greeting);
      this.#greeting = setTimeout(() => this.#port ?? this.#owner.missing(), GREETING_MS);
    });
    window.addEventListener("message", this.#onMessage);
  }

  post(message: ToPanel): void {
    if (this.#ready && this.#port) {
      this.#port.postMessage(message);
    } else if (message.type === "invoke") {
      this.#waiting.push(message);
    }
    // Configuration and visibility travel with the connection itself when it comes.
  }

  /** Asks the panel to do something; settles when the panel says how it went. */
  invoke(method: Method, argument: unknown): Promise<void> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#results.set(id, { resolve, reject });
      this.post({ type: "invoke", id, method, argument });
    });
  }

  dispose(): void {
    clearTimeout(this.#greeting);
    window.removeEventListener("message", this.#onMessage);
    this.#port?.close();
    this.element.remove();
    for (const { reject } of this.#results.values()) {
      reject(new Error("there is no panel; the console may say why"));
    }
    this.#results.clear();
  }

  #greeted(event: MessageEvent): void {
    if (event.origin !== this.#origin || event.source !== this.element.contentWindow) {
      return;
    }
    const greeting = event.data as Partial<Greeting> | null;
    if (greeting?.type !== "hello" || greeting.visavis !== PROTOCOL_VERSION) {
      if (greeting?.visavis !== undefined) {
        console.error("[visavis] widget.js and the panel speak different versions; reload the page");
      }
      return;
    }
    this.#port?.close();
    this.#ready = false;
    // Shown from now on: what a browser draws where no panel comes is nothing for visitors.
    this.element.dataset["greeted"] = "";
    const channel = new MessageChannel();
    this.#port = channel.port1;
    this.#port.onmessage = (message: MessageEvent<ToHost>) => this.#received(message.data);
    const connect: Connect = {
      visavis: PROTOCOL_VERSION,
      type: "connect",
      config: this.#owner.config(),
      visible: this.#owner.visible(),
    };
    this.element.contentWindow?.postMessage(connect, this.#origin, [channel.port2]);
  }

  #received(message: ToHost): void {
    if (message.type === "ready") {
      this.#ready = true;
      this.post({ type: "config", config: this.#owner.config() });
      this.post({ type: "visible", visible: this.#owner.visible() });
      this.#waiting.splice(0).forEach((waiting) => this.post(waiting));
    } else if (message.type === "result") {
      const waiting = this.#results.get(message.id);
      this.#results.delete(message.id);
      if (message.ok) {
        waiting?.resolve();
      } else {
        waiting?.reject(new Error(message.message ?? "refused"));
      }
    }
    this.#owner.received(message);
  }
}
