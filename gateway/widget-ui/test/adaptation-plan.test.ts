import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { AdaptationPlan, type Demand } from "../src/call/peer/adaptation-plan";
import type { Interval } from "../src/call/peer/quality";

const DEMAND: Demand = { sendingVideo: true, largeWanted: false, frameRate: 20, remoteVideo: true, visible: true };
const GOOD: Interval = {
  fps: 20, lossPercent: 0, roundTripMs: 20, availableKbps: 800, cpuLimited: false, hasVideo: true, hasAudio: true,
  encoding: { offeredFps: 20, encodedFps: 20, encodeMs: 3 },
};
const STARVED: Interval = { ...GOOD, fps: 2, lossPercent: 30 };
const NARROW: Interval = { ...GOOD, availableKbps: 100 };

/** Looks every two seconds, the first at `from`, until pictures are given up; when that was. */
function givenUp(plan: AdaptationPlan, interval: Interval, from: number): number | null {
  for (let at = from; at < from + 60; at += 2) {
    const { sendVideo, receiveVideo } = plan.next(interval, DEMAND, at * 1000);
    if (!sendVideo || !receiveVideo) return at;
  }
  return null;
}

test("pictures are given up after ten seconds of starving, and not for a good line", () => {
  equal(givenUp(new AdaptationPlan(), STARVED, 0), 10);
  equal(givenUp(new AdaptationPlan(), NARROW, 0), 10);
  equal(givenUp(new AdaptationPlan(), GOOD, 0), null);
});

test("what was bad before an interruption does not count behind it", () => {
  for (const bad of [STARVED, NARROW]) {
    const plan = new AdaptationPlan();
    plan.next(bad, DEMAND, 0);
    plan.interrupted();
    equal(givenUp(plan, bad, 20), 30);
  }
});

test("an interruption brings nobody's pictures back before their rest is over", () => {
  const plan = new AdaptationPlan();
  equal(givenUp(plan, STARVED, 0), 10);
  plan.interrupted();
  const looks = [12, 20, 28, 30, 38, 40, 42].map((at) => plan.next(GOOD, DEMAND, at * 1000).receiveVideo);
  deepEqual(looks, [false, false, false, true, true, true, true]);
});
