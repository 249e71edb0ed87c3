import { html, nothing, type TemplateResult } from "lit-html";
import type { CallKind } from "../../wire";
import type { App } from "../app";
import { initials } from "./header";
import { icon } from "./icons";

/** The offer, the visitor's own request, or the way back into a call that still runs. */
export function callCard(app: App): TemplateResult | typeof nothing {
  const { chat, calls } = app;
  const { t } = app.words;
  if (calls.failure) {
    return card("failed", "!", html`<h2>${t("call.failed", { reason: calls.failure })}</h2>`, rejoin(app));
  }
  if (!chat || chat.log.state === "ended") {
    return nothing;
  }
  const { offer, requested, room, agent } = chat.log;
  if (calls.phase === "loading") {
    return nothing;
  }
  if (calls.lost) {
    return card("lost", "!", html`<h2>${t("call.lost")}</h2><p>${t("call.lostHint")}</p>`, nothing);
  }
  if (offer) {
    return offerCard(app);
  }
  if (room && calls.phase === "none" && calls.resumable?.roomId === room.roomId) {
    return card("rejoin", initials(room.by || "?"), html`<h2>${t("call.dropped")}</h2>`, rejoin(app));
  }
  if (requested) {
    const text = agent?.name ? t("call.requested", { name: agent.name }) : t("call.requestedTeam");
    return card("requested", initials(agent?.name || app.application?.name || "?"), html`<p>${text}</p>`, withdraw(app));
  }
  return nothing;
}

function offerCard(app: App): TemplateResult {
  const { t } = app.words;
  const { offer, requested } = app.chat?.log ?? {};
  const kind = offer?.kind ?? "video";
  const name = offer?.by || t("notice.agent");
  const title = requested ? "call.offerReady" : kind === "video" ? "call.offerVideo" : "call.offerAudio";
  const allowed = app.application?.call.kinds ?? [];
  const kinds = (["video", "audio"] as CallKind[]).filter((one) => allowed.includes(one) && !(kind === "audio" && one === "video"));
  return html`<section class="call-card offer" role="alert" aria-labelledby="offer-title" data-testid="vv-call-offer">
    <span class="avatar ring" aria-hidden="true">${initials(name)}</span>
    <div>
      <h2 id="offer-title">${t(title, { name })}</h2>
      <p>${t("call.offerHint")}</p>
    </div>
    <div class="choices">
      ${kinds.map(
        (one) => html`<button type="button" class=${one === kind ? "primary" : "secondary"} data-testid="vv-accept-${one}" @click=${() => void app.calling.accept(one)}>
          ${icon(one)}${t(one === "video" ? "call.acceptVideo" : "call.acceptAudio")}
        </button>`,
      )}
      <button type="button" class="quiet" data-testid="vv-decline" @click=${() => void app.calling.decline()}>${t("call.decline")}</button>
    </div>
  </section>`;
}

function withdraw(app: App): TemplateResult {
  return html`<div class="choices">
    <button type="button" class="quiet" data-testid="vv-withdraw" @click=${() => void app.calling.withdraw()}>${app.words.t("call.withdraw")}</button>
  </div>`;
}

function rejoin(app: App): TemplateResult {
  const { room } = app.chat?.log ?? {};
  return html`<div class="choices">
    ${room
      ? html`<button type="button" class="primary" data-testid="vv-rejoin" @click=${() => app.calls.resume(room.roomId, true)}>${app.words.t("call.rejoin")}</button>`
      : nothing}
  </div>`;
}

function card(name: string, mark: string, text: TemplateResult, choices: TemplateResult | typeof nothing): TemplateResult {
  return html`<section class="call-card ${name}" role="status" data-testid="vv-call-card" data-card=${name}>
    <span class="avatar" aria-hidden="true">${mark}</span>
    <div>${text}${choices}</div>
  </section>`;
}
