import { deepEqual } from "node:assert/strict";
import { test } from "node:test";
import { expectation } from "../src/panel/expectation";
import type { QueueView } from "../src/panel/log";
import type { Availability } from "../src/wire";

const UNKNOWN = { position: null, waitSeconds: null, confidence: "unknown" };
const SILENT: QueueView = { queueName: "Support", position: null, waitSeconds: null, confidence: "unknown", since: 0 };
const FORM: Availability = { state: "open", waitSeconds: 180, confidence: "estimated" };
const SAID = { position: null, waitSeconds: 180, confidence: "estimated" };

test("the log's word on the wait stands above the form's", () => {
  const told: QueueView = { ...SILENT, position: 2, confidence: "provider" };
  deepEqual(expectation(told, FORM, 1_000), told);
});

test("a queue of which nothing is said has the form's word, until that has proved wrong", () => {
  deepEqual(expectation(SILENT, FORM, 180_000), SAID);
  deepEqual(expectation(SILENT, FORM, 180_001), UNKNOWN);
  deepEqual(expectation({ ...SILENT, confidence: "estimated" }, FORM, 1_000), SAID);
});

test("no wait at all is believed for a minute", () => {
  const none: Availability = { state: "open", waitSeconds: 0 };
  deepEqual(expectation(SILENT, none, 60_000), { position: null, waitSeconds: 0, confidence: "estimated" });
  deepEqual(expectation(SILENT, none, 60_001), UNKNOWN);
});

test("without a word from anybody nothing is known", () => {
  deepEqual(expectation(SILENT, undefined, 0), UNKNOWN);
  deepEqual(expectation(SILENT, { state: "closed" }, 0), UNKNOWN);
});
