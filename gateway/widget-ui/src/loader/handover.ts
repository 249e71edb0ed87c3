const LINK = /^#visavis-handover=([\w-]+)$/;

/** Tokens that lead into a conversation, from a link's fragment or the element's attribute; each is taken once. */
export class HandoverWatch {
  #taken = "";
  readonly #onAddress = (): void => this.look();

  constructor(
    private readonly element: Element,
    private readonly take: (token: string) => void,
  ) {}

  start(): void {
    addEventListener("hashchange", this.#onAddress);
  }

  stop(): void {
    removeEventListener("hashchange", this.#onAddress);
  }

  look(): void {
    const token = handoverInAddress() || (this.element.getAttribute("handover-token")?.trim() ?? "");
    if (token !== "" && token !== this.#taken) {
      this.#taken = token;
      this.take(token);
    }
  }
}

/**
 * The token of a link that leads into a conversation, or nothing. It is taken out of the address bar, so that nobody bookmarks or
 * shares what works once.
 */
function handoverInAddress(): string {
  const token = LINK.exec(location.hash)?.[1] ?? "";
  if (token !== "") {
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  return token;
}
