import { html, nothing, type TemplateResult } from "lit-html";
import type { App } from "../app";
import type { QueueView } from "../log";

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

/**
 * What is known of a visitor's wait: the log's word, else what the form has said before, for as long as it has not proved wrong.
 */
export function expectation(app: App, queue: QueueView): Pick<QueueView, "position" | "waitSeconds" | "confidence"> {
  const mode = app.application?.modes.find(({ chatMode }) => chatMode === app.chat?.kept.chatMode);
  const { waitSeconds, confidence = "estimated" } = mode?.availability ?? {};
  const silent = queue.confidence === "unknown" || (queue.position === null && queue.waitSeconds === null);
  if (!silent || waitSeconds === undefined || Date.now() - queue.since > Math.max(60, waitSeconds) * 1000) {
    return silent ? { position: null, waitSeconds: null, confidence: "unknown" } : queue;
  }
  return { position: null, waitSeconds, confidence };
}

function line(state: string, text: string): TemplateResult {
  return html`<p class="availability ${state}" role="status" data-testid="vv-availability" data-state=${state}>${text}</p>`;
}

/** The day is told too: it may be another. */
function timeText(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: "long", hour: "numeric", minute: "2-digit" }).format(new Date(at));
}
