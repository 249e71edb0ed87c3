import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { type Outlook, outlook } from "../src/panel/outlook";
import { EN, type TextKey } from "../src/panel/texts/en";
import type { Availability } from "../src/wire";

const t = (key: TextKey, values: Record<string, string | number> = {}): string => EN[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
const told = (now: Availability | undefined, locale = "en-GB"): Outlook | null => outlook(now, { t, locale });

/** Eight o'clock where the visitor is, wherever that may be. */
const MONDAY = new Date(2026, 10, 23, 8, 0).toISOString();

test("closed is said with the day and time of the next opening, as the visitor writes them", () => {
  const british = told({ state: "closed", opensAt: MONDAY });
  equal(british?.state, "closed");
  ok(/^We are closed until Monday\W.*\b0?8:00\.$/.test(british?.text ?? ""), british?.text);
  const german = told({ state: "closed", opensAt: MONDAY }, "de")?.text ?? "";
  ok(/until Montag\W.*\b0?8:00/.test(german), german);
  const american = told({ state: "closed", opensAt: MONDAY }, "en-US")?.text ?? "";
  ok(/until Monday\W.*\b8:00\sAM\.$/.test(american), american);
});

test("closed without a next opening is plainly closed, whatever is said of a wait", () => {
  deepEqual(told({ state: "closed" }), { state: "closed", text: "We are closed at the moment." });
  deepEqual(told({ state: "closed", waitSeconds: 60 }), { state: "closed", text: "We are closed at the moment." });
});

test("a wait is said in whole minutes, and as an estimate unless the contact centre promises it", () => {
  deepEqual(told({ state: "open", waitSeconds: 61, confidence: "estimated" }), { state: "wait", text: "Waiting time: about 2 min." });
  deepEqual(told({ state: "unknown", waitSeconds: 60, confidence: "provider" }), { state: "wait", text: "Waiting time: 1 min." });
  deepEqual(told({ state: "open", waitSeconds: 0 }), { state: "wait", text: "No waiting at the moment." });
});

test("open is said where no wait is known, and nothing where nobody knows", () => {
  deepEqual(told({ state: "open" }), { state: "open", text: "We are here for you now." });
  equal(told({ state: "unknown" }), null);
  equal(told(undefined), null);
});
