import { html, nothing, type TemplateResult } from "lit-html";
import type { App } from "../app";
import { answerCard } from "../card-answer";
import { type CardBlock, type CardButton, cardOf } from "../card";
import type { MessageItem } from "../log";

/** A card under its message's words; a note where it holds nothing that we can draw. */
export function card(app: App, item: MessageItem): TemplateResult | typeof nothing {
  if (!item.card) {
    return nothing;
  }
  const view = cardOf(item.card.contentType, item.card.content);
  if (!view) {
    return item.text ? nothing : html`<p class="bubble">${app.words.t("card.unknown")}</p>`;
  }
  return html`<div class="vendor-card" data-testid="vv-card">
    ${view.blocks.map((part) => block(app, part))}
    ${view.buttons.length > 0 ? html`<div class="choices">${view.buttons.map((one) => button(app, item, one))}</div>` : nothing}
  </div>`;
}

/** Pictures of other sites stay there until the visitor asks: whoever serves them would learn of the visit. */
function block(app: App, part: CardBlock): TemplateResult {
  return part.kind === "text"
    ? html`<p class=${part.strong ? "strong" : ""}>${part.text}</p>`
    : html`<p><a href=${part.url} target="_blank" rel="noopener noreferrer nofollow">${part.text || app.words.t("card.picture")}</a></p>`;
}

function button(app: App, item: MessageItem, one: CardButton): TemplateResult {
  if (one.kind === "link") {
    return html`<a class="button secondary" href=${one.url} target="_blank" rel="noopener noreferrer nofollow">${one.title}</a>`;
  }
  const { chat } = app;
  const answer = chat?.answered.get(item.id);
  const closed = chat?.log.state === "ended" || chat?.kept.capabilities.cards === "none";
  return html`<button
    type="button"
    class="secondary"
    data-testid="vv-card-button"
    aria-pressed=${answer === one.title}
    ?disabled=${closed || answer !== undefined}
    @click=${() => void answerCard(app, item.id, one.title, one.values)}
  >
    ${one.title}
  </button>`;
}
