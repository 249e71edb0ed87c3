import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { cardOf, fieldsOf } from "../src/panel/card";
import { type CardField, cardFieldFault, inWords } from "../src/panel/card-field";

const ADAPTIVE = "application/vnd.microsoft.card.adaptive";
const SEND = { type: "Action.Submit", title: "Send" };

/** The fields of a card with these parts. */
function fields(...body: object[]): CardField[] {
  const view = cardOf(ADAPTIVE, JSON.stringify({ type: "AdaptiveCard", body, actions: [SEND] }));
  return view ? fieldsOf(view) : [];
}

function field(part: object): CardField {
  const [only] = fields(part);
  if (!only) throw new Error("no field");
  return only;
}

function faults(part: object, ...values: string[]): unknown[] {
  return values.map((value) => cardFieldFault(field(part), value));
}

test("every input becomes the control that the browser has for it", () => {
  const choices = [{ title: "Power", value: "p" }, { title: "Internet", value: "i" }];
  deepEqual(
    fields(
      { type: "Input.Text", id: "a" },
      { type: "Input.Text", id: "b", isMultiline: true },
      { type: "Input.Number", id: "c" },
      { type: "Container", items: [{ type: "Input.Date", id: "d" }, { type: "Input.Time", id: "e" }] },
      { type: "Input.Toggle", id: "f", title: "Call me" },
      { type: "Input.ChoiceSet", id: "g", choices },
      { type: "Input.ChoiceSet", id: "h", choices, style: "expanded" },
      { type: "Input.ChoiceSet", id: "i", choices, isMultiSelect: true },
      { type: "Input.Text", label: "has no id" },
      { type: "Input.ChoiceSet", id: "has no choices" },
    ).map(({ id, control }) => [id, control]),
    [["a", "text"], ["b", "lines"], ["c", "number"], ["d", "date"], ["e", "time"], ["f", "toggle"], ["g", "menu"], ["h", "one"], ["i", "many"]],
  );
  equal(field({ type: "Input.Text", id: "m", style: "Email" }).type, "email");
});

test("a field without a label goes by the words above it", () => {
  const [day] = fields({ type: "TextBlock", text: "Please choose a day" }, { type: "Input.Date", id: "day" });
  deepEqual([day?.label, day?.name], ["", "Please choose a day"]);
});

test("fields that no button would send are not drawn", () => {
  const date = { type: "Input.Date", id: "day" };
  equal(cardOf(ADAPTIVE, JSON.stringify({ body: [date] })), null);
  const view = cardOf(ADAPTIVE, JSON.stringify({ body: [date], actions: [{ ...SEND, associatedInputs: "None" }] }));
  deepEqual([view?.blocks.length, view?.buttons.length], [0, 1]);
});

test("what a field holds at first is what it can hold", () => {
  const choices = [{ title: "Power", value: "p" }, { title: "Internet", value: "i" }];
  equal(field({ type: "Input.Date", id: "d", value: "2026-08-03" }).value, "2026-08-03");
  equal(field({ type: "Input.Date", id: "d", value: "tomorrow" }).value, "");
  equal(field({ type: "Input.Number", id: "n", value: 3 }).value, "3");
  equal(field({ type: "Input.ChoiceSet", id: "c", choices, value: "x" }).value, "");
  equal(field({ type: "Input.ChoiceSet", id: "c", choices, isMultiSelect: true, value: "i,x,p" }).value, "i,p");
  equal(field({ type: "Input.Toggle", id: "t", valueOn: "yes", valueOff: "no", value: "maybe" }).value, "no");
});

test("what is required must be said, and what is said must fit", () => {
  deepEqual(faults({ type: "Input.Text", id: "t", isRequired: true, maxLength: 3 }, "", " ", "abc", "abcd"), ["form.required", "form.required", null, "card.invalid"]);
  deepEqual(faults({ type: "Input.Number", id: "n", min: 1, max: 5 }, "", "0", "1", "5.5", "two"), [null, "card.invalid", null, "card.invalid", "card.invalid"]);
  deepEqual(faults({ type: "Input.Date", id: "d", min: "2026-08-01" }, "2026-07-31", "2026-08-01", "soon"), ["card.invalid", null, "card.invalid"]);
  deepEqual(faults({ type: "Input.Time", id: "d", max: "17:00" }, "17:00", "17:01"), [null, "card.invalid"]);
  deepEqual(faults({ type: "Input.Toggle", id: "t", isRequired: true, valueOff: "no" }, "no", "true"), ["form.required", null]);
});

test("an answer is read in the card's words, a secret not at all", () => {
  const choices = [{ title: "Power", value: "p" }, { title: "Internet", value: "i" }];
  equal(inWords(field({ type: "Input.ChoiceSet", id: "c", choices, isMultiSelect: true }), "p,i"), "Power, Internet");
  equal(inWords(field({ type: "Input.Toggle", id: "t", title: "Call me" }), "true"), "Call me");
  equal(inWords(field({ type: "Input.Text", id: "s", style: "password" }), "1234"), "");
});
