import type { App } from "./app";
import type { CardButton } from "./card";
import { type CardField, cardFieldFault, type CardFieldFault } from "./card-field";
import { reasonOf } from "./http";
import type { Item, MessageItem } from "./log";

/** What the visitor has put into one card, and pressed on it, before the log tells of the answer. */
export interface CardDraft {
  readonly values: Map<string, string>;
  readonly faults: Map<string, CardFieldFault>;
  /** How many answers had failed when it was pressed: one more failure opens the card again. */
  pressed: { title: string; failed: number } | null;
}

/** How the log, or this tab until the log knows, has the card answered: the button's title; null while it waits for its answer. */
export function answerTo(items: Item[], messageId: string, draft: CardDraft): string | null {
  const answers = answersTo(items, messageId);
  const standing = answers.find(({ state }) => state !== "failed");
  return standing?.text ?? (draft.pressed?.failed === answers.length ? draft.pressed.title : null);
}

/**
 * Sends what the visitor has pressed, with what is filled in where the button takes it; false when something must be filled in
 * first. Each card has one id for its answer: neither a reload nor a second tab answers it twice.
 */
export async function answerCard(
  app: App,
  item: MessageItem,
  fields: CardField[],
  button: Extract<CardButton, { kind: "submit" }>,
): Promise<boolean> {
  const { chat } = app;
  const draft = chat?.cardDraft(item.id);
  if (!chat || !draft || answerTo(chat.log.items, item.id, draft) !== null) {
    return true;
  }
  const asked = button.takesFields ? fields : [];
  draft.faults.clear();
  for (const field of asked) {
    const fault = cardFieldFault(field, valueIn(draft, field));
    if (fault) draft.faults.set(field.id, fault);
  }
  if (draft.faults.size > 0) {
    app.changed();
    return false;
  }
  const filled = asked.map((field) => [field.id, valueIn(draft, field)] as const).filter(([, value]) => value.trim() !== "");
  const failed = answersTo(chat.log.items, item.id).length;
  draft.pressed = { title: button.title, failed };
  app.changed();
  const data = { messageId: item.id, title: button.title, values: { ...button.values, ...Object.fromEntries(filled) } };
  await chat.command({ type: "card.submit", data }, `card-${failed}-${item.id}`.slice(0, 64)).catch((failure: unknown) => {
    draft.pressed = null;
    app.notice = app.words.t("card.failed", { reason: reasonOf(failure) });
  });
  app.changed();
  return true;
}

/** What stands in the field: as the visitor left it, else as the card had it. */
export function valueIn(draft: CardDraft, field: CardField): string {
  return draft.values.get(field.id) ?? field.value;
}

function answersTo(items: Item[], messageId: string): MessageItem[] {
  return items.filter(
    (item): item is MessageItem => item.kind === "message" && item.actor.kind === "visitor" && item.replyTo === messageId,
  );
}
