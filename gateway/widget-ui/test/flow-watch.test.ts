import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { FlowWatch } from "../src/call/peer/flow-watch";

const ALL = { packets: true, frames: true };

test("an interruption shows at once, and the first packet after it asks for a key frame", () => {
  const watch = new FlowWatch();
  watch.next({ at: 0, packets: 10, frames: 5 }, ALL);
  deepEqual(watch.next({ at: 500, packets: 10, frames: 5 }, ALL), { silentSince: 0, back: false, pictureStuck: false });
  deepEqual(watch.next({ at: 1000, packets: 10, frames: 5 }, ALL), { silentSince: 0, back: false, pictureStuck: false });
  deepEqual(watch.next({ at: 1500, packets: 12, frames: 5 }, ALL), { silentSince: null, back: true, pictureStuck: true });
  deepEqual(watch.next({ at: 2000, packets: 14, frames: 5 }, ALL), { silentSince: null, back: false, pictureStuck: false }, "not twice at once");
  equal(watch.next({ at: 2500, packets: 16, frames: 5 }, ALL).pictureStuck, true, "but again");
  equal(watch.next({ at: 3200, packets: 17, frames: 5 }, ALL).pictureStuck, false, "and then not so soon");
  equal(watch.next({ at: 3900, packets: 18, frames: 6 }, ALL).pictureStuck, false);
});

test("who is back with pictures in the same look was away all the same", () => {
  const watch = new FlowWatch();
  watch.next({ at: 0, packets: 10, frames: 5 }, ALL);
  deepEqual(watch.next({ at: 1000, packets: 40, frames: 9 }, ALL), { silentSince: null, back: true, pictureStuck: false });
  equal(watch.next({ at: 1500, packets: 60, frames: 15 }, ALL).back, false);
});

test("over another connection a picture is asked for as soon as over the first", () => {
  const watch = new FlowWatch();
  const asked = (from: number): number[] =>
    Array.from({ length: 60 }, (_, i) => from + i * 100).filter((at) => watch.next({ at, packets: at + 1, frames: 5 }, ALL).pictureStuck);
  deepEqual(asked(0), [2000, 2700, 4100]);
  watch.reset();
  deepEqual(asked(10_000), [12_000, 12_700, 14_100]);
});

test("a picture that stands still while packets come is stuck after two seconds", () => {
  const watch = new FlowWatch();
  const asked = [0, 500, 1000, 1500, 2000].map((at) => watch.next({ at, packets: at + 1, frames: 5 }, ALL).pictureStuck);
  deepEqual(asked, [false, false, false, false, true]);
});

test("who has nothing switched on may be silent for ever", () => {
  const watch = new FlowWatch();
  for (let at = 0; at < 60_000; at += 500) {
    deepEqual(watch.next({ at, packets: 10, frames: 5 }, { packets: false, frames: false }), { silentSince: null, back: false, pictureStuck: false });
  }
});
