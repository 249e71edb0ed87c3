import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { FlowWatch } from "../src/call/peer/flow-watch";

const ALL = { packets: true, frames: true };

test("an interruption shows at once, and the first packet after it asks for a key frame", () => {
  const watch = new FlowWatch();
  watch.next({ at: 0, packets: 10, frames: 5 }, ALL);
  deepEqual(watch.next({ at: 500, packets: 10, frames: 5 }, ALL), { silentSince: 0, pictureStuck: false });
  deepEqual(watch.next({ at: 1000, packets: 10, frames: 5 }, ALL), { silentSince: 0, pictureStuck: false });
  deepEqual(watch.next({ at: 1500, packets: 12, frames: 5 }, ALL), { silentSince: null, pictureStuck: true });
  equal(watch.next({ at: 2000, packets: 14, frames: 5 }, ALL).pictureStuck, false, "not twice at once");
  equal(watch.next({ at: 2500, packets: 16, frames: 5 }, ALL).pictureStuck, true, "but again");
  equal(watch.next({ at: 3500, packets: 18, frames: 6 }, ALL).pictureStuck, false);
});

test("a picture that stands still while packets come is stuck after two seconds", () => {
  const watch = new FlowWatch();
  const asked = [0, 500, 1000, 1500, 2000].map((at) => watch.next({ at, packets: at + 1, frames: 5 }, ALL).pictureStuck);
  deepEqual(asked, [false, false, false, false, true]);
});

test("who has nothing switched on may be silent for ever", () => {
  const watch = new FlowWatch();
  for (let at = 0; at < 60_000; at += 500) {
    deepEqual(watch.next({ at, packets: 10, frames: 5 }, { packets: false, frames: false }), { silentSince: null, pictureStuck: false });
  }
});
