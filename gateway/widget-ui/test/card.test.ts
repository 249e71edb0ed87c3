import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { cardOf } from "../src/panel/card";

const ADAPTIVE = "application/vnd.microsoft.card.adaptive";

test("texts, pictures and buttons are found wherever they stand", () => {
  const content = JSON.stringify({
    type: "AdaptiveCard",
    body: [
      { type: "TextBlock", text: " Pick one ", weight: "Bolder" },
      { type: "ColumnSet", columns: [{ type: "Column", items: [{ type: "Image", url: "https://a.example/p.png", altText: "A router" }] }] },
    ],
    actions: [
      { type: "Action.Submit", title: "Yes", data: { choice: "yes" } },
      { type: "Action.OpenUrl", title: "Help", url: "https://a.example/help" },
    ],
  });
  deepEqual(cardOf(ADAPTIVE, content), {
    blocks: [
      { kind: "text", text: "Pick one", strong: true },
      { kind: "picture", url: "https://a.example/p.png", text: "A router" },
    ],
    buttons: [
      { kind: "submit", title: "Yes", values: { choice: "yes" }, takesFields: true },
      { kind: "link", title: "Help", url: "https://a.example/help" },
    ],
  });
});

test("what is no card, holds nothing or leads somewhere unsafe is not drawn", () => {
  equal(cardOf("text/html", "<b>hello</b>"), null);
  equal(cardOf(ADAPTIVE, "not json"), null);
  equal(cardOf(ADAPTIVE, "{\"type\":\"AdaptiveCard\"}"), null);
  equal(cardOf(ADAPTIVE, "{\"actions\":[{\"type\":\"Action.OpenUrl\",\"title\":\"x\",\"url\":\"javascript:alert(1)\"}]}"), null);
});

test("a card without an end is cut short", () => {
  const deep = "{\"items\":[".repeat(2000) + "1" + "]}".repeat(2000);
  equal(cardOf(ADAPTIVE, deep), null);
  const many = JSON.stringify({ body: Array.from({ length: 500 }, () => ({ type: "TextBlock", text: "x" })) });
  equal(cardOf(ADAPTIVE, many)?.blocks.length, 50);
});

test("a messaging app's card is left alone, whatever it holds", () => {
  const content = JSON.stringify({ type: "AdaptiveCard", body: [{ type: "TextBlock", text: "Pick one" }] });
  for (const type of ["Interactive", "Location", "Template", "Suggestions", "Buttons", "Carousel"]) {
    equal(cardOf(type, content), null, type);
  }
});
