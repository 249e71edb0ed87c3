import "./demo.css";
import type { Application, Mode } from "./wire";

/**
 * The demo site. It uses the widget as any site would: the loader's script and one element. The application comes from the set-up
 * (data attributes) or from the address, for trying another one (`?applicationId=…`); which contact centres there are is the
 * application's word.
 */
const query = new URLSearchParams(location.search);
const { applicationId, agentDeskUrl, consoleUrl } = document.body.dataset;

/** Only addresses of web pages: the set-up's file is ours, the address line is not. */
function link(id: string, address: string | undefined): void {
  const element = document.getElementById(id);
  if (element instanceof HTMLAnchorElement && address && /^(https?:\/\/|\/)/.test(address)) {
    element.href = address;
  }
}

async function offered(application: string): Promise<Mode[]> {
  const answer = await fetch(`/api/widget/v1/applications/${encodeURIComponent(application)}`);
  return answer.ok ? ((await answer.json()) as Application).modes : [];
}

/** The same page with another contact centre: what else the address says stays, but for the other one's own options. */
function addressOf(chatMode: string): string {
  const next = new URLSearchParams([...query].filter(([name]) => !/^(dc|cg)-/.test(name)));
  next.set("chatMode", chatMode);
  return `?${next.toString()}`;
}

/** One link for each: the choice is in the address, so it can be sent to somebody, and going back undoes it. */
function drawSwitch(modes: Mode[], chosen: string): void {
  const host = document.getElementById("modes");
  for (const { chatMode, name } of modes) {
    const choice = document.createElement("a");
    choice.href = addressOf(chatMode);
    choice.textContent = name;
    choice.dataset["testid"] = "demo-mode";
    choice.dataset["chatMode"] = chatMode;
    if (chatMode === chosen) {
      choice.setAttribute("aria-current", "true");
    }
    host?.append(choice);
  }
  host?.toggleAttribute("hidden", modes.length < 2);
}

function place(application: string, chatMode: string): void {
  const widget = document.createElement("visavis-widget");
  widget.setAttribute("application-id", application);
  widget.setAttribute("chat-mode", chatMode);
  widget.setAttribute("registration-type", "nameEmailSubject");
  widget.setAttribute("color-primary", "#0b6b7a");
  widget.setAttribute("context-page", "demo");
  // Any attribute of the element can be tried from the address, for instance ?dark-mode=true&locale=el.
  for (const [name, value] of query) {
    if (name === "locale" || /^[a-z]+(-[a-z]+)+$/.test(name)) {
      widget.setAttribute(name, value);
    }
  }
  document.body.append(widget);
  const loader = document.createElement("script");
  loader.type = "module";
  loader.src = "/widget.js";
  document.head.append(loader);
  document.getElementById("talk")?.addEventListener("click", () => (widget as HTMLElement & { open?(): void }).open?.());
}

link("desk", agentDeskUrl);
link("desk-step", agentDeskUrl);
link("console", consoleUrl);

const application = query.get("applicationId") ?? applicationId;
if (application) {
  const modes = await offered(application).catch(() => []);
  const chatMode = query.get("chatMode") ?? modes[0]?.chatMode ?? "";
  drawSwitch(modes, chatMode);
  place(application, chatMode);
} else {
  document.getElementById("missing")?.removeAttribute("hidden");
}
