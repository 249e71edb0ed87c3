import { equal, deepEqual } from "node:assert/strict";
import { test } from "node:test";
import { RecoveryPlan, type LinkCondition } from "../src/call/peer/recovery-plan";

const UP: LinkCondition = { state: "connected", described: true, offerer: true, silentSince: null };

/** The steps of a plan that is asked every half second, with the seconds they come at. */
function steps(plan: RecoveryPlan, seconds: number, link: (at: number) => LinkCondition): string[] {
  const taken: string[] = [];
  for (let at = 0; at <= seconds * 1000; at += 500) {
    const step = plan.next(link(at), at);
    if (step !== "none") taken.push(`${at / 1000} ${step}`);
  }
  return taken;
}

test("a connection that is up needs nothing", () => {
  deepEqual(steps(new RecoveryPlan(30_000, 0), 60, () => UP), []);
});

test("silence is trouble long before the browser says so", () => {
  const plan = new RecoveryPlan(30_000, 0);
  deepEqual(steps(plan, 7, () => ({ ...UP, silentSince: 0 })), ["2.5 restart-ice", "6.5 restart-ice"]);
  equal(plan.next(UP, 8_000), "none");
});

test("the side that did not make the link leaves the repair to the other", () => {
  const plan = new RecoveryPlan(30_000, 0);
  deepEqual(steps(plan, 20, () => ({ ...UP, state: "disconnected", offerer: false })), []);
});

test("both descriptions there and still new after two seconds: a new connection", () => {
  const plan = new RecoveryPlan(30_000, 0);
  deepEqual(steps(plan, 3, () => ({ ...UP, state: "new" })), ["2 rebuild"]);
});

test("after the grace time: a new connection, then one without pictures, then a message, then tries go on", () => {
  const plan = new RecoveryPlan(10_000, 0);
  const taken = steps(plan, 46, () => ({ ...UP, state: "failed" }));
  deepEqual(taken.filter((step) => !step.endsWith("restart-ice")),
    ["7.5 rebuild", "15.5 rebuild-audio-only", "23.5 give-up", "31.5 rebuild", "39.5 rebuild"]);
});
