import "./demo.css";

/**
 * The demo site. It uses the widget as any site would: the loader's script and one element. The application comes from the set-up
 * (data attributes) or from the address, for trying another one: `?applicationId=…&touchpointId=…&chatMode=…`.
 */
const query = new URLSearchParams(location.search);
const { applicationId, touchpointId, agentDeskUrl, consoleUrl } = document.body.dataset;

/** Only addresses of web pages: the set-up's file is ours, the address line is not. */
function link(id: string, address: string | undefined): void {
  const element = document.getElementById(id);
  if (element instanceof HTMLAnchorElement && address && /^(https?:\/\/|\/)/.test(address)) {
    element.href = address;
  }
}

link("desk", agentDeskUrl);
link("console", consoleUrl);

const application = query.get("applicationId") ?? applicationId;
if (application) {
  const widget = document.createElement("visavis-widget");
  widget.setAttribute("application-id", application);
  widget.setAttribute("chat-mode", query.get("chatMode") ?? "talkdesk-digital-connect");
  widget.setAttribute("registration-type", "nameEmailSubject");
  widget.setAttribute("color-primary", "#0b6b7a");
  widget.setAttribute("context-page", "demo");
  const touchpoint = query.get("touchpointId") ?? touchpointId;
  if (touchpoint) {
    widget.setAttribute("dc-touchpoint-id", touchpoint);
  }
  // Any attribute of the element can be tried from the address, for instance ?dark-mode=true&locale=el.
  for (const [name, value] of query) {
    if (/^[a-z]+(-[a-z]+)+$/.test(name)) {
      widget.setAttribute(name, value);
    }
  }
  document.body.append(widget);
  const loader = document.createElement("script");
  loader.type = "module";
  loader.src = "/widget.js";
  document.head.append(loader);
  document.getElementById("talk")?.addEventListener("click", () => (widget as HTMLElement & { open?(): void }).open?.());
} else {
  document.getElementById("missing")?.removeAttribute("hidden");
}
