import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { CallDesk } from "../src/panel/call-desk";
import { Keep } from "../src/panel/keep";
import { settled } from "./settled";

Object.assign(globalThis, {
  document: { createElement: () => ({ dataset: {}, replaceChildren: () => undefined }) },
  location: { href: "https://site.example/" },
});

type OnEvent = (type: string, detail: Record<string, unknown>) => void;

/** A desk whose calls are only counted; `last` speaks for the newest. */
function desk(keep = new Keep("app", true)): { calls: CallDesk; keep: Keep; mounted: string[]; last(type: string, detail?: Record<string, unknown>): void } {
  const mounted: string[] = [];
  let onEvent: OnEvent = () => undefined;
  const calls = new CallDesk(
    keep,
    { changed: () => undefined, starting: () => undefined, started: () => undefined, ended: () => undefined },
    () => Promise.resolve({
      mountCall: (_, options) => {
        mounted.push((options["grantSource"] as { ticket: string }).ticket);
        onEvent = options["onEvent"] as OnEvent;
        return { leave: () => Promise.resolve(), dispose: () => undefined };
      },
      mountDeviceCheck: () => ({ dispose: () => undefined }),
    }),
  );
  return { calls, keep, mounted, last: (type, detail = {}) => { onEvent(type, detail); } };
}

test("a call that the visitor has closed opens again only on their word, after a reload as well", async () => {
  const { calls, keep, mounted, last } = desk();
  calls.enter("r", "https://gateway.example/t/one", "video");
  await settled();
  last("closed");
  calls.resume("r");
  await settled();
  deepEqual([mounted, calls.phase, calls.resumable?.roomId], [["one"], "none", "r"]);

  const reloaded = desk(keep);
  reloaded.calls.resume("r");
  await settled();
  deepEqual(reloaded.mounted, []);
  reloaded.calls.resume("r", true);
  await settled();
  deepEqual([reloaded.mounted, reloaded.calls.phase], [["one"], "open"]);
});

test("whom a reload has thrown out of a call is back without a word", async () => {
  const { calls, keep, last } = desk();
  calls.enter("r", "https://gateway.example/t/one", "video");
  await settled();
  last("closed");
  calls.resume("r", true);
  await settled();
  const reloaded = desk(keep);
  reloaded.calls.resume("r");
  await settled();
  equal(reloaded.calls.phase, "open");
});

test("the next invitation opens though the last was closed", async () => {
  const { calls, keep, mounted, last } = desk();
  calls.enter("r", "https://gateway.example/t/one", "video");
  await settled();
  last("closed");
  calls.enter("s", "https://gateway.example/t/two", "audio");
  await settled();
  deepEqual([mounted, keep.tab.call?.dismissed], [["one", "two"], undefined]);
});

test("a call whose connection is given up is told in the chat, until it is back or over", async () => {
  const { calls, last } = desk();
  calls.enter("r", "https://gateway.example/t/one", "video");
  await settled();
  const told: boolean[] = [];
  for (const [type, detail] of [
    ["joined", {}], ["reconnecting", { what: "media" }], ["failed", { reason: "room-full" }],
    ["failed", { reason: "connection-lost" }], ["restored", { what: "signalling" }], ["restored", { what: "media" }],
    ["failed", { reason: "connection-lost" }], ["ended", { reason: "left" }],
  ] as const) {
    last(type, detail);
    told.push(calls.lost);
  }
  deepEqual(told, [false, false, false, true, true, false, true, false]);
});
