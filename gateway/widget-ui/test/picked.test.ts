import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import type { KeptConversation } from "../src/panel/keep";
import { Picked, type Send } from "../src/panel/picked";
import type { Attachment } from "../src/wire";
import { settled } from "./settled";
import { keep, newTab, refusingTab } from "./tab";

const TAB = "visavis:app:tab";
const attachment = (name: string): Attachment => ({ attachmentId: `att-${name}`, name, mediaType: "text/plain", size: 3 });
const arrives: Send = (file) => Promise.resolve(attachment(file.name));
const never: Send = () => new Promise(() => undefined);
const file = (name: string): File => new File(["abc"], name, { type: "text/plain" });

/** The files as one page load sees them; again and again, as after reloads. */
function loaded(send: Send = arrives, conversationId = "c1"): Picked {
  const limits = { textLength: 100, attachmentBytes: 100, attachmentTypes: [], attachmentsPerMessage: 2 };
  return new Picked({ conversationId, limits } as unknown as KeptConversation, keep(), send, () => undefined);
}

const names = (picked: Picked): string[] => picked.list.map(({ name }) => name);

async function with2(): Promise<Picked> {
  const picked = loaded();
  picked.add([file("a.txt"), file("b.txt")]);
  await settled();
  return picked;
}

test("what the gateway has stands there again after a reload, finished and ready to go", async () => {
  newTab();
  await with2();
  const again = loaded();
  deepEqual(again.ready, [attachment("a.txt"), attachment("b.txt")]);
  deepEqual(again.list.map(({ file, progress, failure }) => [file, progress, failure]), [[null, 1, null], [null, 1, null]]);
  again.add([file("c.txt")]);
  equal(again.list[2]?.refusal, "tooMany");
});

test("a file still on its way, or failed, has to be chosen again after a reload, and of one refused nothing is left", async () => {
  newTab();
  const picked = await with2();
  picked.remove(picked.list[1]?.id ?? "");
  loaded(never).add([file("slow.txt")]);
  deepEqual(loaded().list.map(({ name, refusal }) => [name, refusal]), [["a.txt", null], ["slow.txt", "cutOff"]]);
  loaded(() => Promise.reject(new Error("cut off"))).add([file("failed.txt"), new File([], "empty.txt")]);
  await settled();
  const again = loaded();
  deepEqual(names(again), ["a.txt", "slow.txt", "failed.txt"]);
  deepEqual(again.ready, [attachment("a.txt")]);
  again.remove(again.list[1]?.id ?? "");
  deepEqual(names(loaded()), ["a.txt", "failed.txt"]);
  again.clear();
  deepEqual(names(loaded()), []);
});

test("one that was cut off takes nobody's place, and goes when it is chosen again", async () => {
  newTab();
  loaded(never).add([file("one.txt"), file("two.txt")]);
  const again = loaded();
  again.add([file("one.txt"), file("two.txt"), file("three.txt")]);
  await settled();
  deepEqual(again.list.map(({ refusal }) => refusal), [null, null, "tooMany"]);
  deepEqual(loaded().list.map(({ refusal }) => refusal), [null, null]);
});

test("removed is removed, also while it is on its way", async () => {
  newTab();
  const picked = await with2();
  picked.remove("none");
  picked.remove(picked.list[0]?.id ?? "");
  deepEqual(names(loaded()), ["b.txt"]);
  const again = loaded();
  again.remove("att-b.txt");
  again.add([file("c.txt")]);
  again.remove(again.list[0]?.id ?? "");
  await settled();
  deepEqual(names(loaded()), []);
});

test("sent is gone, here and in a copy of this tab", async () => {
  newTab();
  const picked = await with2();
  const copy = loaded();
  copy.sent([attachment("b.txt")]);
  deepEqual(names(copy), ["a.txt"]);
  picked.clear();
  deepEqual([names(picked), names(loaded())], [[], []]);
});

test("files belong to their conversation and are forgotten with it", async () => {
  const kept = newTab();
  await with2();
  deepEqual(names(loaded(arrives, "c2")), []);
  equal(kept.get(TAB)?.includes("att-"), false);
  deepEqual(names(loaded()), []);
});

test("a page that lets go of the conversation keeps what has arrived, and of the rest the names", async () => {
  newTab();
  const picked = await with2();
  picked.remove(picked.list[1]?.id ?? "");
  let finish: (late: Attachment) => void = () => undefined;
  const slow = loaded(() => new Promise((resolve) => (finish = resolve)));
  slow.add([file("late.txt")]);
  equal(slow.list[1]?.refusal, null);
  slow.close();
  finish(attachment("late.txt"));
  await settled();
  deepEqual(loaded().list.map(({ name, refusal }) => [name, refusal]), [["a.txt", null], ["late.txt", "cutOff"]]);
});

test("what another version has kept, or a stranger, is read as far as it makes sense", () => {
  for (const uploads of [undefined, null, 7, "files", {}, [null, 7, "x", {}, { attachmentId: "a" }, { attachmentId: "a", name: "b", size: "9" }]]) {
    newTab({ [TAB]: { uploadsOf: "c1", uploads } });
    deepEqual(names(loaded()), []);
  }
  newTab({ [TAB]: { uploadsOf: "c1", uploads: [7, { attachmentId: "a", name: "b", more: true }], uploading: [null, "c", {}] } });
  deepEqual(names(loaded()), ["b", "c"]);
  newTab({ [TAB]: { uploadsOf: "c1", uploading: { c: 1 } } });
  deepEqual(names(loaded()), []);
});

test("where storage is refused, the page's memory serves", async () => {
  refusingTab();
  const picked = await with2();
  deepEqual(names(picked), ["a.txt", "b.txt"]);
  deepEqual(names(loaded()), []);
});
