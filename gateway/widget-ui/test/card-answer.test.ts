import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import type { App } from "../src/panel/app";
import { type CardButton, cardOf, fieldsOf } from "../src/panel/card";
import { answerCard, answerTo, type CardDraft } from "../src/panel/card-answer";
import { NoAnswer } from "../src/panel/http";
import { apply, emptyLog, type LogView, type MessageItem } from "../src/panel/log";
import type { Command } from "../src/wire";

const CARD = {
  contentType: "application/vnd.microsoft.card.adaptive",
  content: JSON.stringify({
    body: [
      { type: "Input.Date", id: "day", isRequired: true },
      { type: "Input.Text", id: "note" },
      { type: "Input.Toggle", id: "call", title: "Call me" },
    ],
    actions: [
      { type: "Action.Submit", title: "Send", data: { form: "pickup", call: "?" } },
      { type: "Action.Submit", title: "Not now", data: { form: "none" }, associatedInputs: "none" },
    ],
  }),
};

function told(log: LogView, type: string, kind: "agent" | "visitor", data: Record<string, unknown>): LogView {
  return apply(log, { position: log.position + 1, conversationId: "c", type, at: "2026-11-20T10:00:00Z", actor: { kind }, data });
}

/** One page load: the card in its log, with what has happened since, and the commands that it sends. */
class Page {
  log = told(emptyLog(), "message.created", "agent", { messageId: "m1", text: "", card: CARD });
  readonly sent: { id: string; command: Command }[] = [];
  readonly draft: CardDraft = { values: new Map(), faults: new Map(), pressed: null };
  fails = false;
  readonly app = {
    chat: this,
    changed: () => undefined,
    words: { t: (key: string) => key },
    notice: null,
  } as unknown as App;

  cardDraft(): CardDraft {
    return this.draft;
  }

  command(command: Command, id: string): Promise<unknown> {
    this.sent.push({ id, command });
    return this.fails ? Promise.reject(new NoAnswer("cut off")) : Promise.resolve({});
  }

  press(title: string): Promise<boolean> {
    const view = cardOf(CARD.contentType, CARD.content);
    const button = view?.buttons.find((one) => one.title === title) as Extract<CardButton, { kind: "submit" }>;
    return answerCard(this.app, this.log.items[0] as MessageItem, view ? fieldsOf(view) : [], button);
  }

  get answer(): string | null {
    return answerTo(this.log.items, "m1", this.draft);
  }

  answered(id: string, title: string): this {
    this.log = told(this.log, "message.created", "visitor", { messageId: id, text: title, replyTo: "m1" });
    return this;
  }
}

test("what is filled in goes with the button's own data, all as text, nothing where nothing stands", async () => {
  const page = new Page();
  page.draft.values.set("day", "2026-08-03").set("note", " ");
  equal(await page.press("Send"), true);
  deepEqual(page.sent, [
    {
      id: "card-0-m1",
      command: {
        type: "card.submit",
        data: { messageId: "m1", title: "Send", values: { form: "pickup", call: "false", day: "2026-08-03" } },
      },
    },
  ]);
  equal(page.answer, "Send");
});

test("nothing is sent before what is required stands there; a button that takes no fields asks for none", async () => {
  const page = new Page();
  equal(await page.press("Send"), false);
  deepEqual([[...page.draft.faults], page.sent.length, page.answer], [[["day", "form.required"]], 0, null]);
  equal(await page.press("Not now"), true);
  deepEqual(page.sent.map(({ command }) => command.data), [{ messageId: "m1", title: "Not now", values: { form: "none" } }]);
});

test("after a reload the log tells that it is answered, in another tab too", async () => {
  const reloaded = new Page().answered("card-0-m1", "Not now");
  equal(reloaded.answer, "Not now");
  await reloaded.press("Send");
  await reloaded.press("Not now");
  deepEqual(reloaded.sent, []);
});

test("two tabs, or a reload before the log knows, answer under one id", async () => {
  const [one, other] = [new Page(), new Page()];
  await one.press("Not now");
  await one.press("Not now");
  await other.press("Not now");
  deepEqual([...one.sent, ...other.sent].map(({ id }) => id), ["card-0-m1", "card-0-m1"]);
});

test("an answer that got lost on its way may be pressed again, under its id", async () => {
  const page = new Page();
  page.fails = true;
  await page.press("Not now");
  deepEqual([page.answer, page.app.notice], [null, "card.failed"]);
  page.fails = false;
  await page.press("Not now");
  deepEqual(page.sent.map(({ id }) => id), ["card-0-m1", "card-0-m1"]);
});

test("an answer that the vendor refuses opens the card once more, for a new answer", async () => {
  const page = new Page();
  await page.press("Not now");
  page.answered("card-0-m1", "Not now");
  page.log = told(page.log, "message.failed", "agent", { messageId: "card-0-m1", reason: "rejected" });
  equal(page.answer, null);
  await page.press("Not now");
  deepEqual([page.sent.at(-1)?.id, page.answer], ["card-1-m1", "Not now"]);
});

test("words of the visitor's that answer nothing leave the card open", () => {
  const page = new Page();
  page.log = told(page.log, "message.created", "visitor", { messageId: "x", text: "Send" });
  equal(page.answer, null);
});
