import type { App } from "./app";
import { reasonOf } from "./http";

/** Sends the visitor's choice on a card; the log does not tell of it, so the tab remembers. */
export async function answerCard(app: App, messageId: string, title: string, values: Record<string, unknown>): Promise<void> {
  const { chat } = app;
  if (!chat || chat.answered.has(messageId)) {
    return;
  }
  chat.answered.set(messageId, title);
  app.changed();
  await chat.command({ type: "card.submit", data: { messageId, title, values } }).catch((failure: unknown) => {
    chat.answered.delete(messageId);
    app.notice = app.words.t("card.failed", { reason: reasonOf(failure) });
  });
  app.changed();
}
