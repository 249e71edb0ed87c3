import { mountCall, type CallKind, type GrantSource, type VisitorDevices } from "./call/index";
import "./call/call.css";
import "./call-page.css";

/**
 * The page behind `/t/{ticket}` and `/a?…`. The gateway's shell says in data attributes of the body who comes; nothing
 * is spent before the click on Join.
 */
const { role, apiBase = "/api/call/v1", kind, name, problem, visitorCamera, visitorMicrophone } = document.body.dataset;
const host = document.createElement("main");
host.id = "visavis-call";
document.body.append(host);

mountCall(host, {
  grantSource: sourceOf(role === "agent"),
  apiBase,
  kind: (kind === "audio" ? "audio" : "video") satisfies CallKind,
  ...(name ? { name } : {}),
  ...(problem ? { problem } : {}),
  ...(visitorCamera && visitorMicrophone
    ? { visitorDevices: { camera: visitorCamera, microphone: visitorMicrophone } as VisitorDevices }
    : {}),
  onEvent: (type, detail) => {
    host.dispatchEvent(new CustomEvent(`call-${type}`, { detail, bubbles: true }));
    if (type === "closed") away();
  },
});

function sourceOf(agent: boolean): GrantSource {
  if (agent) return { agentLink: location.search.slice(1) };
  const ticket = location.pathname.split("/").filter(Boolean).pop() ?? "";
  return { ticket: decodeURIComponent(ticket) };
}

/** "Not now": back to where the link was clicked; a window of its own closes. */
function away(): void {
  if (history.length > 1) history.back();
  else window.close();
}
