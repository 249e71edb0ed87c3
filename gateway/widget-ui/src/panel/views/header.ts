import { html, nothing, type TemplateResult } from "lit-html";
import type { App } from "../app";
import type { CallKind, ConversationState } from "../../wire";
import { icon } from "./icons";

export function header(app: App): TemplateResult {
  const { t } = app.words;
  const log = app.chat?.log;
  const agent = log?.agent?.name ?? "";
  const title = agent || app.words.title(app.application?.name ?? t("state.noAgent"));
  const canEnd = app.screen === "chat" && log !== undefined && log.state !== "ended" && log.position > 0;
  const inCall = app.calls?.phase === "open";
  return html`<header class="header">
    <span class="avatar" aria-hidden="true">${initials(title)}</span>
    <div class="who">
      <h1>${title}</h1>
      <p class="state" role="status" data-testid="vv-state" data-state=${log ? stateOf(app) : app.screen}>
        ${log ? html`<span class="dot ${stateOf(app)}"></span>${app.words.t(`state.${stateOf(app)}`)}` : nothing}
      </p>
    </div>
    ${callKinds(app).map(
      (kind) => html`<button
        type="button"
        class="tool"
        data-testid="vv-request-${kind}"
        aria-label=${t(kind === "video" ? "call.video" : "call.audio")}
        title=${t(kind === "video" ? "call.video" : "call.audio")}
        @click=${() => (app.config.confirmCall ? app.ask({ name: "call", kind }) : void app.calling.request(kind))}
      >
        ${icon(kind)}
      </button>`,
    )}
    ${inCall
      ? html`<button
          type="button"
          class="tool wide-only"
          data-testid="vv-full"
          aria-pressed=${app.full}
          aria-label=${t(app.full ? "header.shrink" : "header.expand")}
          title=${t(app.full ? "header.shrink" : "header.expand")}
          @click=${() => app.toggleFull()}
        >
          ${icon(app.full ? "shrink" : "expand")}
        </button>`
      : nothing}
    ${canEnd
      ? html`<button
          type="button"
          class="tool"
          data-testid="vv-end"
          aria-label=${t("header.end")}
          title=${t("header.end")}
          @click=${() => app.ask({ name: "end" })}
        >
          ${icon("end")}
        </button>`
      : nothing}
    ${app.config?.closeHidden || app.config?.kiosk ? nothing : closeButton(app)}
  </header>`;
}

export function closeButton(app: App): TemplateResult {
  const label = app.words.t("header.minimise");
  return html`<button
    type="button"
    class="tool"
    data-testid="vv-close"
    aria-label=${label}
    title=${label}
    @click=${() => app.host.post({ type: "close" })}
  >
    ${icon("close")}
  </button>`;
}

/** The calls the visitor may ask for now. */
export function callKinds(app: App): CallKind[] {
  const { chat, config, application } = app;
  if (!chat || !application || chat.kept.capabilities.call === "none") {
    return [];
  }
  const { log } = chat;
  if (log.state !== "active" || log.offer || log.requested || log.room || app.calls.phase !== "none") {
    return [];
  }
  return offeredKinds(app).filter((kind) => config.activeWidgets.includes(kind));
}

export function offeredKinds(app: App): CallKind[] {
  const kinds = app.application?.call.kinds ?? [];
  return (["audio", "video"] as const).filter((kind) => kinds.includes(kind));
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? "")][0] ?? "";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

type State = ConversationState | "connecting" | "reconnecting" | "offline";

/** One state at a time: what the log said last is not said as long as nobody knows whether it still holds. */
function stateOf({ chat, calls }: App): State {
  if (!chat || (!chat.everLive && chat.log.position === 0)) {
    return "connecting";
  }
  if (chat.log.state === "ended") {
    return "ended";
  }
  if (!navigator.onLine) {
    return "offline";
  }
  return (!chat.live && chat.everLive) || calls.reconnecting ? "reconnecting" : chat.log.state;
}
