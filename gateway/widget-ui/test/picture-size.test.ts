import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { PictureSize, type Size, type SizeDemand } from "../src/call/peer/picture-size";
import type { Encoding, Interval } from "../src/call/peer/quality";

const WANTED: SizeDemand = { sendingVideo: true, largeWanted: true, frameRate: 24 };
const AT_EASE: Encoding = { offeredFps: 24, encodedFps: 24, encodeMs: 3 };

function interval(encoding: Partial<Encoding> = {}, rest: Partial<Interval> = {}): Interval {
  return {
    fps: 24, lossPercent: 0, roundTripMs: 20, availableKbps: 2000, cpuLimited: false, hasVideo: true, hasAudio: true,
    encoding: { ...AT_EASE, ...encoding }, ...rest,
  };
}

/** The changes of a plan that is asked every two seconds, with the seconds they come at. */
function changes(
  plan: PictureSize, from: number, to: number, look: (large: boolean) => Interval, demand = WANTED,
  size: Size = from === 0 ? "small" : "large",
): string[] {
  const seen: string[] = [];
  for (let at = from; at <= to; at += 2) {
    const next = plan.next(look(size === "large"), demand, at * 1000);
    if (next !== size) seen.push(`${at} ${next}`);
    size = next;
  }
  return seen;
}

test("grows when there is room for ten seconds and the encoder is at ease", () => {
  deepEqual(changes(new PictureSize(), 0, 30, () => interval()), ["10 large"]);
});

test("does not grow where the encoder misses pictures already", () => {
  deepEqual(changes(new PictureSize(), 0, 60, () => interval({ encodedFps: 19 })), []);
});

test("does not grow where four times the pixels would take the encoder too long", () => {
  deepEqual(changes(new PictureSize(), 0, 60, () => interval({ encodeMs: 8 })), []);
});

test("goes by the camera's rate where the camera gives less than the policy wants", () => {
  const demand = { ...WANTED, frameRate: 15 };
  deepEqual(changes(new PictureSize(), 0, 20, () => interval({ offeredFps: 15, encodedFps: 15 }), demand), ["10 large"]);
});

test("shrinks soon after the encoder misses pictures, whatever the browser says of the processor", () => {
  const plan = new PictureSize();
  changes(plan, 0, 10, () => interval());
  deepEqual(changes(plan, 12, 30, (large) => large ? interval({ encodedFps: 8, encodeMs: 20 }) : interval()), ["16 small"]);
});

test("shrinks when one picture takes most of the time until the next", () => {
  const plan = new PictureSize();
  changes(plan, 0, 10, () => interval());
  deepEqual(changes(plan, 12, 30, (large) => large ? interval({ encodeMs: 32 }) : interval()), ["16 small"]);
});

test("one bad look alone changes nothing", () => {
  const plan = new PictureSize();
  changes(plan, 0, 10, () => interval());
  equal(plan.next(interval({ encodedFps: 5 }), WANTED, 12_000), "large");
  equal(plan.next(interval(), WANTED, 14_000), "large");
  equal(plan.next(interval({ encodedFps: 5 }), WANTED, 16_000), "large");
});

test("each size that was too much makes the rest before the next try twice as long", () => {
  const tired = (large: boolean): Interval => large ? interval({ encodedFps: 8 }) : interval();
  deepEqual(changes(new PictureSize(), 0, 300, tired),
    ["10 large", "16 small", "46 large", "52 small", "112 large", "118 small", "238 large", "244 small"]);
});

test("a large picture that went well for two minutes is forgiven a bad moment", () => {
  const plan = new PictureSize();
  changes(plan, 0, 10, () => interval());
  changes(plan, 12, 16, () => interval({ encodedFps: 8 }));
  changes(plan, 18, 200, () => interval());
  deepEqual(changes(plan, 202, 250, (large) => large ? interval({ encodedFps: 8 }) : interval()), ["206 small", "236 large", "242 small"]);
});

test("a dark room slows the camera down, not the picture's size", () => {
  const plan = new PictureSize();
  changes(plan, 0, 10, () => interval());
  deepEqual(changes(plan, 12, 60, () => interval({ offeredFps: 10, encodedFps: 10 })), []);
});

test("shrinks where the network has no room or nobody looks closely, and may grow again without a rest", () => {
  for (const [look, demand] of [
    [interval({}, { availableKbps: 800 }), WANTED], [interval(), { ...WANTED, largeWanted: false }],
  ] as const) {
    const plan = new PictureSize();
    changes(plan, 0, 10, () => interval());
    deepEqual(changes(plan, 12, 30, () => look, demand), ["18 small"]);
    deepEqual(changes(plan, 32, 50, () => interval(), WANTED, "small"), ["42 large"]);
  }
});

test("starts small again after an interruption", () => {
  const plan = new PictureSize();
  changes(plan, 0, 10, () => interval());
  plan.startSmall();
  deepEqual(changes(plan, 12, 30, () => interval(), WANTED, "small"), ["22 large"]);
});
