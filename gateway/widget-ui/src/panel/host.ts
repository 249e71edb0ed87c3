import {
  type AfterEvent,
  type BeforeEvent,
  type Connect,
  PROTOCOL_VERSION,
  type ToHost,
  type ToPanel,
  type WidgetConfig,
} from "../shared/protocol";

type Invocation = Extract<ToPanel, { type: "invoke" }>;

export interface HostListener {
  config(config: WidgetConfig): void;
  visible(visible: boolean): void;
  invoked(invocation: Invocation): Promise<void>;
}

/**
 * The site's page, as the panel sees it: a private channel to the loader. The gateway's frame-ancestors decides which sites may be
 * the parent at all; here only the parent's first word counts.
 */
export class Host {
  #port: MessagePort | null = null;
  #nextId = 1;
  readonly #verdicts = new Map<number, (allowed: boolean) => void>();

  /** Greets the parent and resolves with the page's configuration once it answers. */
  connect(listener: HostListener): Promise<Connect> {
    return new Promise((resolve) => {
      const answered = (event: MessageEvent): void => {
        const message = event.data as Partial<Connect> | null;
        const port = event.ports[0];
        if (event.source !== parent || message?.type !== "connect" || message.visavis !== PROTOCOL_VERSION || !port) {
          return;
        }
        removeEventListener("message", answered);
        this.#port = port;
        port.onmessage = (received: MessageEvent<ToPanel>) => void this.#received(received.data, listener);
        resolve(message as Connect);
      };
      addEventListener("message", answered);
      // No secret in it, and the parent's origin is not known yet.
      parent.postMessage({ visavis: PROTOCOL_VERSION, type: "hello" }, "*");
    });
  }

  post(message: ToHost): void {
    this.#port?.postMessage(message);
  }

  tell(event: AfterEvent, detail: unknown = null): void {
    this.post({ type: "event", event, detail });
  }

  /** Whether no listener on the site's page has cancelled the event. */
  permits(event: BeforeEvent, detail: unknown = null): Promise<boolean> {
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#verdicts.set(id, resolve);
      this.post({ type: "ask", id, event, detail });
    });
  }

  async #received(message: ToPanel, listener: HostListener): Promise<void> {
    switch (message.type) {
      case "config":
        listener.config(message.config);
        break;
      case "visible":
        listener.visible(message.visible);
        break;
      case "verdict":
        this.#verdicts.get(message.id)?.(message.allowed);
        this.#verdicts.delete(message.id);
        break;
      case "invoke":
        try {
          await listener.invoked(message);
          this.post({ type: "result", id: message.id, ok: true });
        } catch (failure) {
          this.post({ type: "result", id: message.id, ok: false, message: failure instanceof Error ? failure.message : String(failure) });
        }
        break;
    }
  }
}
