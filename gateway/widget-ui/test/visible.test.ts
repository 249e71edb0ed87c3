import { equal } from "node:assert/strict";
import { test } from "node:test";
import { fieldFault } from "../src/panel/registration";
import { isVisible } from "../src/panel/visible";

test("characters that nobody sees make no message", () => {
  for (const unseen of ["", " \n", "\u200b", "\ufeff", "\u2060", "\u00ad", "\u00a0", "\u3164", "\ufe0f", "\u2800", "\u0001", "\u{e0061}"]) {
    equal(isVisible(unseen), false, `U+${unseen.codePointAt(0)?.toString(16)}`);
    equal(isVisible(`${unseen}?`), true);
  }
  equal(isVisible("\u{1f600}\ufe0f"), true);
});

test("nor do they fill in a field that is required", () => {
  const field = { name: "name", required: true } as Parameters<typeof fieldFault>[0];
  equal(fieldFault(field, "\u200b"), "form.required");
  equal(fieldFault({ ...field, required: false }, "\u200b"), null);
  equal(fieldFault(field, "Mia"), null);
});
