import { html, nothing, type TemplateResult } from "lit-html";
import type { App } from "../app";

/** Whether anyone is there and how long it may take, as far as the contact centre says; nothing where it does not. */
export function availability(app: App): TemplateResult | typeof nothing {
  const { t, locale } = app.words;
  const now = app.mode?.availability;
  if (now?.state === "closed") {
    const text = now.opensAt ? t("availability.closedUntil", { time: timeText(now.opensAt, locale) }) : t("availability.closed");
    return line("closed", text);
  }
  if (now?.waitSeconds !== undefined) {
    const minutes = Math.ceil(now.waitSeconds / 60);
    const text = minutes === 0 ? t("availability.noWait") : t(now.confidence === "provider" ? "availability.wait" : "availability.waitEstimated", { minutes });
    return line("wait", text);
  }
  return now?.state === "open" ? line("open", t("availability.open")) : nothing;
}

function line(state: string, text: string): TemplateResult {
  return html`<p class="availability ${state}" role="status" data-testid="vv-availability" data-state=${state}>${text}</p>`;
}

/** The day is told too: it may be another. */
function timeText(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: "long", hour: "numeric", minute: "2-digit" }).format(new Date(at));
}
