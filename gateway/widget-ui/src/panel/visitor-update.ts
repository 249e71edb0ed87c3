import type { VisitorChange } from "../shared/protocol";
import type { Command } from "../wire";
import type { App } from "./app";
import { Problem, reasonOf } from "./http";
import { untilAnswered } from "./until-answered";

/**
 * Tells the contact centre of the running chat, or of the one that is being started, who the visitor is and where the chat should
 * go. Without one there is nothing to tell: the next start says it. Throws, in words for the page's author, what the gateway refuses.
 */
export async function updateVisitor(app: App, { customer, options }: VisitorChange): Promise<void> {
  await app.form.answered();
  const { chat } = app;
  if (!chat || chat.log.state === "ended") {
    return;
  }
  const command: Command = {
    type: "conversation.update",
    data: { ...(Object.keys(customer).length > 0 ? { customer } : {}), ...(Object.keys(options).length > 0 ? { options } : {}) },
  };
  // Under one id: an answer that was lost is asked for again, and nothing is told twice.
  const id = crypto.randomUUID();
  try {
    await untilAnswered(
      () => chat.command(command, id),
      () => chat === app.chat,
    );
  } catch (failure) {
    if (failure instanceof Problem && failure.action === "restart") {
      return;
    }
    const message = inWords(failure);
    app.host.tell("errorHandled", { during: "update", message });
    throw new Error(message);
  }
}

/** Names what was wrong as the page has written it: the command's own part of the path says nothing there. */
function inWords(failure: unknown): string {
  const wrong = failure instanceof Problem ? failure.errors : [];
  return wrong.length === 0
    ? reasonOf(failure)
    : wrong.map(({ field, message }) => `${field.replace(/^data\./, "")}: ${message}`).join("; ");
}
