import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import type { App } from "../src/panel/app";
import { Calling } from "../src/panel/calling";
import { NoAnswer, Problem } from "../src/panel/http";
import type { Command, CommandReply } from "../src/wire";
import { settled } from "./settled";
import { keep, newTab } from "./tab";

const nothing = (): void => undefined;
const later = globalThis.setTimeout;
// Pauses before another try cost no time here.
Object.assign(globalThis, {
  addEventListener: nothing, removeEventListener: nothing, setTimeout: (run: () => void) => later(run),
});

const REPLY: CommandReply = { commandId: "x", position: 7, joinUrl: "https://gateway.example/t/ticket" };

const OFFER = { roomId: "r", offerId: "o", kind: "video", by: "" } as const;

/** An offer of a call, and a gateway that answers each try with what stands next in `answers`. */
function offered(...answers: (CommandReply | Error)[]): Loaded {
  newTab();
  return loaded(...answers);
}

interface Loaded {
  app: App;
  ids: string[];
  entered: string[];
  calling: Calling;
}

/** The same as one more page load of the tab has it. */
function loaded(...answers: (CommandReply | Error)[]): Loaded {
  const ids: string[] = [];
  const entered: string[] = [];
  const command = (_: Command, id: string): Promise<CommandReply> => {
    ids.push(id);
    const answer = answers.shift() ?? new Error("one try too many");
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const app = {
    chat: { log: { offer: OFFER, room: null }, command },
    keep: keep(),
    host: { permits: () => Promise.resolve(true) },
    words: { t: (key: string) => key },
    calls: { enter: (_: string, joinUrl: string) => entered.push(joinUrl) },
    notice: null,
    changed: nothing,
  } as unknown as App;
  return { app, ids, entered, calling: new Calling(app) };
}

test("who lost the answer to an acceptance asks again under the same id, and is let in", async () => {
  const { app, ids, entered, calling } = offered(new NoAnswer("cut off"), new Problem(503, {}), REPLY);
  await calling.accept("video");
  deepEqual([ids.length, new Set(ids).size, entered, app.notice], [3, 1, [REPLY.joinUrl], null]);
});

test("two clicks accept once, and enter once", async () => {
  const { ids, entered, calling } = offered(REPLY);
  await Promise.all([calling.accept("video"), calling.accept("audio")]);
  deepEqual([ids.length, entered.length], [1, 1]);
});

test("a refusal is told, and the next click is a new acceptance", async () => {
  const { app, ids, entered, calling } = offered(new Problem(409, { detail: "taken back" }), REPLY);
  await calling.accept("video");
  deepEqual([app.notice, entered], ["call.failed", []]);
  await calling.accept("video");
  deepEqual([new Set(ids).size, entered.length], [2, 1]);
});

test("an offer that is gone is not asked for again", async () => {
  const { app, ids, calling } = offered(new NoAnswer("cut off"), REPLY);
  const accepting = calling.accept("video");
  if (app.chat) app.chat.log.offer = null;
  await accepting;
  equal(ids.length, 1);
});

test("a reload between an acceptance and its answer goes on under the same id, and is let in", async () => {
  const before = offered();
  if (before.app.chat) before.app.chat.command = (_, id = "") => { before.ids.push(id); return new Promise(nothing); };
  void before.calling.accept("audio");
  await settled();
  const { app, ids, entered, calling } = loaded(REPLY);
  if (app.chat) Object.assign(app.chat.log, { offer: null, room: OFFER });
  calling.goOn();
  calling.goOn();
  await settled();
  deepEqual([ids, entered, app.keep.tab.acceptance], [before.ids, [REPLY.joinUrl], null]);
  equal(ids.length, 1);
  calling.goOn();
  equal(ids.length, 1);
});

test("what was said to one offer says nothing to the next of the same room", async () => {
  const before = offered();
  if (before.app.chat) before.app.chat.command = () => new Promise(nothing);
  void before.calling.accept("video");
  await settled();
  const { app, ids, calling } = loaded(REPLY);
  if (app.chat) app.chat.log.offer = { ...OFFER, offerId: "next" };
  calling.goOn();
  await settled();
  deepEqual(ids, []);
});
