import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import type { LocalMedia } from "../src/call/media/local-media";
import { Session, type SessionEnd, type SessionListener } from "../src/call/peer/session";
import { Admission } from "../src/call/wire/admission";
import type { CallApi } from "../src/call/wire/call-api";
import type { JoinGrant, MediaState, Welcome } from "../src/call/wire/contract";
import { CallProblem } from "../src/call/wire/problem";

Object.assign(globalThis, { window: new EventTarget() });

const later = globalThis.setTimeout;
const MEDIA: MediaState = { audio: true, video: true, screen: false, receiveVideo: true };

interface Question<T> {
  answer(value: T): void;
  refuse(slug: string, status: number): void;
}

/** A gateway that answers when the test says so: each list holds the questions in the order they came. */
class FakeGateway {
  readonly connects: Question<Welcome>[] = [];
  readonly streams: Question<ReadableStream<Uint8Array>>[] = [];
  readonly signals: Question<void>[] = [];

  readonly api = {
    redeem: () => Promise.resolve({ roomId: "r", callToken: "t", expiresIn: 3600, mode: "peer" } as JoinGrant),
    connect: () => asked(this.connects),
    stream: () => asked(this.streams),
    signal: () => asked(this.signals),
  } as unknown as CallApi;
}

function asked<T>(questions: Question<T>[]): Promise<T> {
  return new Promise((resolve, reject) => {
    questions.push({ answer: resolve, refuse: (slug, status) => { reject(new CallProblem(slug, status, slug)); } });
  });
}

function welcome(connectionId: string): Welcome {
  return {
    connectionId, position: 0, iceServers: [], iceTransportPolicy: "all", policy: { graceSeconds: 30 }, peers: [],
    now: new Date().toISOString(),
  };
}

function settled(): Promise<void> {
  return new Promise((resolve) => { later(resolve); });
}

/** A session in its room, with a signal under way. */
async function inTheRoom(gateway: FakeGateway): Promise<{ session: Session; ends: SessionEnd[] }> {
  const ends: SessionEnd[] = [];
  const listener = { signalling: () => undefined, ended: (end: SessionEnd) => ends.push(end) } as unknown as SessionListener;
  const media = { onChange: () => () => undefined } as unknown as LocalMedia;
  const admission = await Admission.redeem(gateway.api, { ticket: "x" }, "video", { connectionId: "c", media: MEDIA });
  const session = new Session(gateway.api, admission, media, () => { throw new Error("no pictures here"); }, () => MEDIA, listener);
  const entering = session.enter();
  gateway.connects[0]?.answer(welcome("first"));
  await entering;
  session.mediaChanged();
  await settled();
  deepEqual([gateway.connects.length, gateway.streams.length, gateway.signals.length], [1, 1, 1]);
  return { session, ends };
}

test("a connection that is gone is replaced once, whoever hears of it", async () => {
  const gateway = new FakeGateway();
  const { session } = await inTheRoom(gateway);
  gateway.streams[0]?.refuse("connection-gone", 410);
  await settled();
  gateway.signals[0]?.refuse("connection-gone", 410);
  await settled();
  equal(gateway.connects.length, 2);
  gateway.connects[1]?.answer(welcome("second"));
  await settled();
  deepEqual([session.connectionId, gateway.connects.length, gateway.streams.length], ["second", 2, 2]);
  session.dispose();
});

test("of two entries under way the later one counts, be the other answered or refused", async () => {
  for (const late of [(entry: Question<Welcome>) => { entry.answer(welcome("late")); },
    (entry: Question<Welcome>) => { entry.refuse("ticket-expired", 410); }]) {
    const gateway = new FakeGateway();
    const { session, ends } = await inTheRoom(gateway);
    void session.reenter();
    void session.reenter();
    const [, before, after] = gateway.connects;
    if (!before || !after) throw new Error("two entries under way");
    after.answer(welcome("second"));
    await settled();
    late(before);
    await settled();
    deepEqual([session.connectionId, gateway.streams.length, ends], ["second", 2, []]);
    session.dispose();
  }
});

test("an entry while the next try waits takes that try's place", async () => {
  const gateway = new FakeGateway();
  const { session } = await inTheRoom(gateway);
  void session.reenter();
  const tries: (() => void)[] = [];
  Object.assign(globalThis, { setTimeout: (again: () => void) => tries.push(again) });
  gateway.connects[1]?.refuse("unavailable", 503);
  await settled();
  Object.assign(globalThis, { setTimeout: later });
  equal(tries.length, 1);
  void session.reenter();
  tries.forEach((again) => { again(); });
  equal(gateway.connects.length, 3);
  session.dispose();
});

test("a room that closes ends the call with the length the log tells, not with the refusal of a signal", async () => {
  const gateway = new FakeGateway();
  const { session, ends } = await inTheRoom(gateway);
  gateway.signals[0]?.refuse("room-closed", 410);
  await settled();
  deepEqual(ends, []);
  const closed = { position: 1, type: "room-closed", from: null, data: { reason: "visitor", seconds: 12 } };
  gateway.streams[0]?.answer(new Response(`event: room-closed\ndata: ${JSON.stringify(closed)}\n\n`).body as ReadableStream<Uint8Array>);
  await settled();
  deepEqual(ends, [{ kind: "room-closed", seconds: 12 }]);
  session.dispose();
});
