import { render } from "lit-html";
import { App } from "./panel/app";
import { applyTheme } from "./panel/theme";
import { panel } from "./panel/views/panel";
import "./panel/styles.css";
import "./call/call.css";

const root = document.createElement("div");
root.className = "root";
document.body.append(root);

/** The focus was put into the panel, and nobody has taken it away by clicking beside everything. */
let within = false;
root.addEventListener("focusin", () => (within = true));
addEventListener("pointerdown", () => (within = false));

let drawing = false;
let shownBefore = false;

const app = new App(() => {
  if (!drawing) {
    drawing = true;
    queueMicrotask(draw);
  }
});

function draw(): void {
  drawing = false;
  if (!app.config) {
    return;
  }
  applyTheme(app.primary, app.config.scheme);
  root.classList.toggle("kiosk", app.config.kiosk);
  app.scroll.measure();
  // A call takes its controls away by itself, and then the focus is nowhere before we are told. One that opens puts it on Join.
  const left = within && document.hasFocus() && app.calls.phase === "none";
  const focused = root.contains(document.activeElement) || left;
  render(panel(app), root);
  if (focused && app.calls.phase !== "loading" && (!root.contains(document.activeElement) || document.activeElement?.matches(":disabled"))) {
    // What had the focus is gone or has done its work, an answered offer or the send button: go on where the visitor goes on.
    const input = root.querySelector<HTMLElement>(".composer textarea");
    (input ?? root.querySelector<HTMLElement>(".afterwards button, .card input, .card button"))?.focus();
  }
  growInput();
  app.scroll.settle();
  app.drawn();
  if (app.visible && !shownBefore) {
    focusFirst();
  }
  shownBefore = app.visible;
}

/** The input grows with its text, up to a third of the panel; the style sheet holds the limit. */
function growInput(): void {
  const input = root.querySelector<HTMLTextAreaElement>(".composer textarea");
  if (input) {
    input.style.setProperty("height", "auto");
    input.style.setProperty("height", `${input.scrollHeight}px`);
  }
}

/** When the visitor opens the panel; on a touch screen the keyboard would cover half of it, so there focus stays put. */
function focusFirst(): void {
  if (document.hasFocus() && matchMedia("(hover: hover)").matches) {
    root.querySelector<HTMLElement>(".composer textarea, .card input, .card button")?.focus();
  }
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && app.dialog === null && app.calls?.phase !== "open" && !document.fullscreenElement && !event.defaultPrevented) {
    app.host.post({ type: "close" });
  }
});
for (const type of ["online", "offline"]) {
  addEventListener(type, () => app.changed());
}
document.addEventListener("visibilitychange", () => app.changed());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => app.changed());
// The typing mark and the days' names go out of date by themselves.
setInterval(() => app.chat && app.changed(), 5_000);

void app.run();
