import { html, nothing, type TemplateResult } from "lit-html";
import type { App } from "../app";
import { expectation, type Expectation } from "../expectation";
import { offeredKinds } from "./header";
import { icon } from "./icons";

/** What is wrong now and will pass, in one line; the worst only. */
export function banner(app: App): TemplateResult | typeof nothing {
  const { t } = app.words;
  const { chat } = app;
  if (app.notice) {
    return line("notice", app.notice, "alert");
  }
  if (!chat || chat.log.state === "ended") {
    return nothing;
  }
  if (!navigator.onLine) {
    return line("offline", t("connection.offline"), "offline");
  }
  if (!chat.live && chat.everLive) {
    return line("lost", t("connection.lost"), "offline");
  }
  if (chat.log.unavailable) {
    return line("unavailable", t("provider.unavailable"), "alert");
  }
  return chat.log.expiringAt ? line("expiring", t("conversation.expiring"), "alert") : nothing;
}

function line(name: string, text: string, symbol: "alert" | "offline"): TemplateResult {
  return html`<p class="banner ${name}" role="status" data-testid="vv-banner" data-banner=${name}>${icon(symbol)}<span>${text}</span></p>`;
}

/** While the visitor waits: the truth about the queue, or plainly that nobody knows. */
export function waiting(app: App): TemplateResult | typeof nothing {
  const { t } = app.words;
  const { chat } = app;
  if (!chat || (chat.log.state !== "queued" && chat.log.state !== "starting") || chat.log.position === 0) {
    return nothing;
  }
  const { queue } = chat.log;
  if (chat.log.state === "starting" || !queue) {
    return html`<section class="waiting" data-testid="vv-waiting">
      <span class="pulse" aria-hidden="true"></span>
      <div>
        <h2>${t("queue.startingTitle")}</h2>
        <p>${t("queue.startingHint")}</p>
      </div>
    </section>`;
  }
  const mode = app.application?.modes.find(({ chatMode }) => chatMode === chat.kept.chatMode);
  const expected = expectation(queue, mode?.availability, Date.now());
  const kind = offeredKinds(app).includes("video") ? "video" : "audio";
  const canCheck = chat.kept.capabilities.call !== "none" && offeredKinds(app).length > 0 && app.calls.phase === "none";
  return html`<section class="waiting" data-testid="vv-waiting" data-confidence=${expected.confidence}>
    <span class="pulse" aria-hidden="true"></span>
    <div>
      <h2>${queue.queueName ? t("queue.titleNamed", { queue: queue.queueName }) : t("queue.title")}</h2>
      <p>${queueText(app, expected)}</p>
      ${canCheck && app.config.activeWidgets.includes(kind)
        ? html`<button type="button" class="quiet" data-testid="vv-device-check" @click=${() => void app.calls.check(kind, (result) => void app.chat?.devicesChecked(result))}>
            ${t("queue.check")}
          </button>`
        : nothing}
    </div>
  </section>`;
}

function queueText(app: App, { position, waitSeconds, confidence }: Expectation): string {
  const { t } = app.words;
  if (confidence === "unknown") {
    return t("queue.unknown");
  }
  const parts: string[] = [];
  if (position !== null) {
    parts.push(position <= 1 ? t("queue.next") : t("queue.position", { position }));
  }
  if (waitSeconds !== null) {
    parts.push(waitSeconds < 60 ? t("queue.waitShort") : t("queue.wait", { minutes: Math.ceil(waitSeconds / 60) }));
  }
  if (confidence === "estimated") {
    parts.push(t("queue.estimated"));
  }
  return parts.join(" ");
}
