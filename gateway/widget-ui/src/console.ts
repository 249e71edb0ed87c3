import { html, nothing, render, type TemplateResult } from "lit-html";
import "./console.css";

/** What `/health` tells everybody: an overall status and, where details are shown, one per part. */
interface Health {
  status: string;
  details?: Record<string, Health | string | number>;
}

const REFRESH_MS = 5_000;
const root = document.createElement("main");
document.body.append(root);

function view(health: Health | null): TemplateResult {
  const up = health?.status === "UP";
  const parts = Object.entries(health?.details ?? {});
  return html`<h1>Visavis gateway</h1>
    <p class="overall ${up ? "up" : "down"}" role="status" data-testid="vv-health">
      <span class="dot"></span>${health === null ? "The gateway does not answer." : up ? "Everything is running." : `Status: ${health.status}`}
    </p>
    ${parts.length > 0 ? html`<ul>${parts.map(([name, part]) => row(name, part))}</ul>` : nothing}
    <p class="hint">
      Refreshed every ${REFRESH_MS / 1000} seconds. More: <a href="/health">health</a>, <a href="/prometheus">metrics</a>,
      <a href="/openapi">OpenAPI</a>, <a href="/asyncapi">AsyncAPI</a>.
    </p>`;
}

function row(name: string, part: Health | string | number): TemplateResult {
  const status = typeof part === "object" ? part.status : String(part);
  const detail = typeof part === "object" ? Object.entries(part.details ?? {}).filter(([, value]) => typeof value !== "object") : [];
  return html`<li class=${status === "UP" ? "up" : status === "DOWN" ? "down" : ""}>
    <span class="dot" aria-hidden="true"></span><strong>${name}</strong>
    <span class="value">${detail.map(([key, value]) => `${key} ${String(value)} · `)}${status}</span>
  </li>`;
}

async function refresh(): Promise<void> {
  let health: Health | null = null;
  try {
    const response = await fetch("/health", { headers: { Accept: "application/json" }, cache: "no-store", signal: AbortSignal.timeout(4_000) });
    health = (await response.json()) as Health;
  } catch {
    // Shown as what it is: no answer.
  }
  render(view(health), root);
}

void refresh();
setInterval(() => document.visibilityState === "visible" && void refresh(), REFRESH_MS);
