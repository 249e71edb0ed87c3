import { html, nothing, type TemplateResult } from "lit-html";
import type { App } from "../app";
import { answerCard, answerTo, type CardDraft } from "../card-answer";
import { type CardBlock, type CardButton, cardOf, fieldsOf } from "../card";
import type { CardField } from "../card-field";
import type { MessageItem } from "../log";
import { cardField, filledIn } from "./card-field";

/** A card under its message's words; a note where it holds nothing that we can draw. */
export function card(app: App, item: MessageItem): TemplateResult | typeof nothing {
  const { chat } = app;
  if (!item.card || !chat) {
    return nothing;
  }
  const view = cardOf(item.card.contentType, item.card.content);
  if (!view) {
    return item.text ? nothing : html`<p class="bubble">${app.words.t("card.unknown")}</p>`;
  }
  const draft = chat.cardDraft(item.id);
  const answer = answerTo(chat.log.items, item.id, draft);
  const closed = chat.log.state === "ended" || chat.kept.capabilities.cards === "none";
  const show = { answer, closed, draft };
  return html`<div class="vendor-card" data-testid="vv-card" data-answered=${answer !== null}>
    ${view.blocks.map((part, index) => block(app, part, `${item.id}-${index}`, show))}
    ${view.buttons.length > 0
      ? html`<div class="choices">${view.buttons.map((one) => button(app, item, fieldsOf(view), one, show))}</div>`
      : nothing}
  </div>`;
}

interface Show {
  answer: string | null;
  /** Nobody takes an answer any more. */
  closed: boolean;
  draft: CardDraft;
}

/** Pictures of other sites stay there until the visitor asks: whoever serves them would learn of the visit. */
function block(app: App, part: CardBlock, id: string, { answer, closed, draft }: Show): TemplateResult | typeof nothing {
  switch (part.kind) {
    case "text":
      return html`<p class=${part.strong ? "strong" : ""}>${part.text}</p>`;
    case "picture":
      return html`<p><a href=${part.url} target="_blank" rel="noopener noreferrer nofollow">${part.text || app.words.t("card.picture")}</a></p>`;
    case "field":
      return answer === null ? cardField(app, part.field, `card-${id}`, draft, closed) : filledIn(part.field, draft);
  }
}

function button(app: App, item: MessageItem, fields: CardField[], one: CardButton, { answer, closed }: Show): TemplateResult {
  if (one.kind === "link") {
    return html`<a class="button secondary" href=${one.url} target="_blank" rel="noopener noreferrer nofollow">${one.title}</a>`;
  }
  const press = async (event: Event): Promise<void> => {
    const here = (event.currentTarget as HTMLElement).closest(".vendor-card");
    if (!(await answerCard(app, item, fields, one))) {
      here?.querySelector<HTMLElement>(".faulty :is(input, select, textarea)")?.focus();
    }
  };
  return html`<button
    type="button"
    class="secondary"
    data-testid="vv-card-button"
    aria-pressed=${answer === one.title}
    ?disabled=${closed || answer !== null}
    @click=${(event: Event) => void press(event)}
  >
    ${one.title}
  </button>`;
}
