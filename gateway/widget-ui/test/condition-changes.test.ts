import { deepEqual } from "node:assert/strict";
import { test } from "node:test";
import { ConditionChanges } from "../src/call/peer/condition-changes";
import type { PeerCondition } from "../src/call/peer/peer";

const peer = (condition: PeerCondition): { condition: PeerCondition } => ({ condition });

test("what breaks off, is given up and comes back is told once each", () => {
  const changes = new ConditionChanges();
  const other = peer("connecting");
  const told = (["connecting", "connected", "interrupted", "interrupted", "lost", "connected", "connected"] as const)
    .map((condition) => {
      other.condition = condition;
      return changes.look([other]).join();
    });
  deepEqual(told, ["", "", "interrupted", "", "lost", "restored", ""]);
});

test("who reloads while their media is broken is back with the new page's media", () => {
  const changes = new ConditionChanges();
  const before = peer("interrupted");
  const after = peer("connecting");
  deepEqual([changes.look([before]), changes.look([after])], [["interrupted"], []]);
  after.condition = "connected";
  deepEqual(changes.look([after]), ["restored"]);
});

test("nothing is missed of who has gone", () => {
  const changes = new ConditionChanges();
  deepEqual([changes.look([peer("lost")]), changes.look([])], [["lost"], ["restored"]]);
});

test("one of two who is back is not everybody", () => {
  const changes = new ConditionChanges();
  const [one, other] = [peer("interrupted"), peer("interrupted")];
  changes.look([one, other]);
  one.condition = "connected";
  deepEqual(changes.look([one, other]), []);
  other.condition = "connected";
  deepEqual(changes.look([one, other]), ["restored"]);
});
