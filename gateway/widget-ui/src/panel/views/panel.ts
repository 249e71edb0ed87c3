import { html, nothing, type TemplateResult } from "lit-html";
import type { App } from "../app";
import { callCard } from "./call";
import { composer } from "./composer";
import { dialog } from "./dialog";
import { form } from "./form";
import { closeButton, header } from "./header";
import { icon } from "./icons";
import { banner } from "./status";
import { thread } from "./thread";

export function panel(app: App): TemplateResult {
  switch (app.screen) {
    case "loading":
      return html`<main class="panel centred" aria-busy="true" data-testid="vv-loading">
        <span class="spinner large" aria-hidden="true"></span><span class="hidden" role="status">${app.words.t("state.connecting")}</span>
      </main>`;
    case "fault":
      return fault(app);
    case "form":
      return html`<main class="panel">${form(app)}</main>`;
    case "chat":
      return chat(app);
  }
}

function chat(app: App): TemplateResult {
  const { t } = app.words;
  const ended = app.chat?.log.state === "ended";
  const calling = app.calls.phase !== "none";
  const drag = (event: DragEvent): void => app.drops.handle(event, app.canAttach);
  return html`<main
    class="panel ${calling ? "calling" : ""} ${app.drops.over ? "dropping" : ""}"
    @dragenter=${drag}
    @dragover=${drag}
    @dragleave=${drag}
    @drop=${drag}
  >
    ${header(app)}
    <section class="call-area" aria-label=${t("call.area")} ?hidden=${!calling}>
      ${app.calls.phase === "loading" ? html`<p class="call-loading" role="status"><span class="spinner" aria-hidden="true"></span>${t("call.loading")}</p>` : nothing}
      ${app.calls.element}
    </section>
    <section class="talk">
      ${banner(app)} ${callCard(app)} ${thread(app)}
      ${app.scroll.behind
        ? html`<button type="button" class="jump" data-testid="vv-jump" @click=${() => app.scroll.toEnd()}>${icon("down")}${t("message.jump")}</button>`
        : nothing}
      ${ended ? afterwards(app) : nothing} ${composer(app)}
      ${app.drops.over ? html`<div class="drop-hint" aria-hidden="true">${icon("attach")}${t("composer.drop")}</div>` : nothing}
    </section>
    ${dialog(app)}
  </main>`;
}

function afterwards(app: App): TemplateResult {
  const { t } = app.words;
  return html`<div class="afterwards ${app.canWrite ? "open" : ""}" data-testid="vv-ended" data-reason=${app.chat?.log.ended ?? ""}>
    ${app.canWrite ? html`<p class="hint" id="reopens">${t("ended.reopens")}</p>` : nothing}
    <button type="button" class=${app.canWrite ? "quiet" : "primary"} data-testid="vv-new-chat" @click=${() => app.newChat()}>${t("ended.new")}</button>
    ${app.kiosk.seconds === null ? nothing : html`<p class="hint" role="status">${t("ended.reset", { seconds: app.kiosk.seconds })}</p>`}
  </div>`;
}

function fault(app: App): TemplateResult {
  const { t } = app.words;
  return html`<main class="panel">
    <div class="hero-bar plain">${app.config.closeHidden || app.config.kiosk ? nothing : closeButton(app)}</div>
    <div class="centred fault-page" role="alert" data-testid="vv-fault">
      <span class="fault-icon">${icon("alert")}</span>
      <h1>${t("fault.title")}</h1>
      <p>${app.fault?.text}</p>
      ${app.fault?.forOwner ? html`<p class="hint">${t("fault.siteOwner")}</p>` : nothing}
      ${app.fault?.canRetry
        ? html`<button type="button" class="primary" data-testid="vv-fault-retry" @click=${() => void app.reload()}>${t("fault.retry")}</button>`
        : nothing}
    </div>
  </main>`;
}
