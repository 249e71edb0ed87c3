import { DEFAULT_PRIMARY, hexColour, textOn } from "../shared/colour";
import type { PanelSize, ToHost } from "../shared/protocol";
import { launcherStyles } from "./styles";

/** What the launcher says, in English until the panel has told it the visitor's language. */
export interface Labels {
  open: string;
  close: string;
  unread: string;
  panel: string;
  call: string;
}

const ENGLISH: Labels = {
  open: "Open chat",
  close: "Close chat",
  unread: "{count} unread",
  panel: "Chat",
  call: "Back to your call",
};

const SVG = "http://www.w3.org/2000/svg";

/** The button on the site's page and the box that holds the frame. It draws what it is told and decides nothing. */
export class Launcher {
  readonly #root = document.createElement("div");
  readonly #button = document.createElement("button");
  readonly #badge = document.createElement("span");
  readonly #box = document.createElement("div");
  #labels = ENGLISH;
  #unread = 0;
  #open = false;
  #calling = false;

  constructor(shadow: ShadowRoot, onClick: () => void) {
    shadow.adoptedStyleSheets = [launcherStyles()];
    this.#root.className = "root";
    this.#box.className = "frame";
    this.#button.type = "button";
    this.#button.dataset["testid"] = "vv-launcher";
    this.#button.setAttribute("aria-expanded", "false");
    this.#button.addEventListener("click", onClick);
    this.#badge.className = "badge";
    this.#badge.hidden = true;
    this.#badge.dataset["testid"] = "vv-badge";
    this.#badge.setAttribute("aria-hidden", "true");
    this.#button.append(
      icon("bubble", "M5.2 4.5h13.6A2.7 2.7 0 0 1 21.5 7.2v8.1a2.7 2.7 0 0 1-2.7 2.7h-6.3l-4.3 3.3c-.5.4-1.2 0-1.2-.6V18H5.2a2.7 2.7 0 0 1-2.7-2.7V7.2a2.7 2.7 0 0 1 2.7-2.7Z", true),
      icon("down", "m5.5 9 6.5 6.5L18.5 9", false),
      this.#badge,
    );
    this.#root.append(this.#box, this.#button);
    shadow.append(this.#root);
    this.setPrimary(DEFAULT_PRIMARY);
    this.#label();
  }

  hold(frame: HTMLIFrameElement): void {
    this.#box.append(frame);
  }

  setPrimary(colour: string): void {
    const primary = hexColour(colour);
    this.#root.style.setProperty("--vv-primary", primary);
    this.#root.style.setProperty("--vv-on-primary", textOn(primary));
  }

  setDark(dark: boolean): void {
    this.#root.style.setProperty("--vv-surface", dark ? "#14171f" : "#ffffff");
  }

  setPlace(left: boolean, kiosk: boolean): void {
    this.#root.classList.toggle("left", left);
    this.#root.classList.toggle("kiosk", kiosk);
  }

  /** What the panel says that shows out here. */
  heed(message: ToHost): void {
    switch (message.type) {
      case "size":
        this.#setSize(message.size);
        break;
      case "unread":
        this.#setUnread(message.count);
        break;
      case "calling":
        this.#setCalling(message.active);
        break;
      case "theme":
        this.setPrimary(message.primary);
        this.#setLabels(message.labels);
        break;
    }
  }

  setOpen(open: boolean): void {
    this.#open = open;
    this.#root.classList.toggle("open", open);
    this.#box.inert = !open;
    this.#button.setAttribute("aria-expanded", String(open));
    this.#label();
  }

  #setLabels(labels: Labels): void {
    this.#labels = labels;
    this.#label();
  }

  #setUnread(count: number): void {
    this.#unread = count;
    this.#badge.hidden = count === 0;
    this.#badge.textContent = count > 99 ? "99+" : String(count);
    this.#label();
  }

  #setSize(size: PanelSize): void {
    this.#box.classList.toggle("call", size === "call");
    this.#box.classList.toggle("full", size === "full");
    this.#root.classList.toggle("full-window", size === "full");
  }

  /** A call goes on while the panel is closed: the launcher shows the way back. */
  #setCalling(active: boolean): void {
    this.#calling = active;
    this.#root.classList.toggle("calling", active && !this.#open);
    this.#label();
  }

  /** There is no chat to open on this page. */
  hide(): void {
    this.#root.hidden = true;
  }

  focus(): void {
    this.#button.focus();
  }

  #label(): void {
    this.#root.classList.toggle("calling", this.#calling && !this.#open);
    const { open, close, unread, call } = this.#labels;
    let label = this.#open ? close : this.#calling ? call : open;
    if (!this.#open && this.#unread > 0) {
      label += `, ${unread.replace("{count}", String(this.#unread))}`;
    }
    this.#button.setAttribute("aria-label", label);
    this.#box.querySelector("iframe")?.setAttribute("title", this.#labels.panel);
  }
}

function icon(name: string, path: string, filled: boolean): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", name);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  shape.setAttribute("fill", filled ? "currentColor" : "none");
  shape.setAttribute("stroke", filled ? "none" : "currentColor");
  shape.setAttribute("stroke-width", "2.4");
  shape.setAttribute("stroke-linecap", "round");
  shape.setAttribute("stroke-linejoin", "round");
  svg.append(shape);
  return svg;
}
