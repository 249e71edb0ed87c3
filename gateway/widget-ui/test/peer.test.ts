import { deepEqual, equal, ok } from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Peer, type PeerContext } from "../src/call/peer/peer";
import type { DescriptionData, NewSignal } from "../src/call/wire/contract";
import { FakeConnection, installWebRtc } from "./fake-webrtc";

const GRACE_MS = 10_000;
const SILENT = { audio: false, video: false, screen: false };
let now = 0;

beforeEach(() => {
  installWebRtc();
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  now = 0;
  mock.method(performance, "now", () => now);
});

/** Two pages in a room, and the network between them, that carries signals always and media when it wants to. */
class Pair {
  readonly told: string[] = [];
  readonly conditions: string[] = [];
  readonly offerer: Peer;
  readonly answerer: Peer;
  /** The media path of a new connection is found. */
  open = false;

  constructor() {
    // Held back until both are there, as the gateway holds signals for who has just entered.
    const early: NewSignal[] = [];
    let deliver = (signal: NewSignal): void => void early.push(signal);
    this.offerer = this.page("agent", true, (signal) => { deliver(signal); });
    this.answerer = this.page("visitor", false, (signal) => { void this.pass(signal, this.offerer); });
    deliver = (signal) => { void this.pass(signal, this.answerer); };
    early.forEach(deliver);
  }

  /** The connections of both that live. */
  get living(): FakeConnection[] {
    return FakeConnection.made.filter((connection) => !connection.closed);
  }

  close(): void {
    this.offerer.close();
    this.answerer.close();
  }

  private page(who: string, offerer: boolean, signal: (signal: NewSignal) => void): Peer {
    const context: PeerContext = {
      ice: () => ({}),
      freshIce: () => Promise.resolve(),
      tracks: () => ({ audio: null, camera: null, screen: null }),
      spare: () => null,
      receiving: () => true,
      askPicture: () => undefined,
      profile: () => ({ maxKbps: 900, frameRate: 24, scaleDownBy: 1 }),
      policy: { width: 640, height: 360, frameRate: 24, maxVideoKbps: 1700, screenFrameRate: 15 },
      graceMs: GRACE_MS,
      signal,
      changed: (peer) => { this.conditions.push(`${now / 1000} ${who} ${peer.condition}`); },
      arrived: () => undefined,
      audioOnly: () => { this.told.push(`${now / 1000} ${who} audio-only`); },
      failed: (error) => { this.told.push(`${who} ${String(error)}`); },
    };
    return new Peer(
      { participantId: who, connectionId: who, role: "agent", name: who, media: SILENT }, offerer, context,
    );
  }

  private async pass(signal: NewSignal, to: Peer): Promise<void> {
    if (signal.type !== "description") return;
    const { description, pc } = signal.data as DescriptionData;
    if (description.type === "offer") this.told.push(`${now / 1000} offer`);
    await to.description({ description, pc });
    if (description.type === "answer" && this.open) for (const connection of this.living) connection.become("connected");
  }
}

/** Lets time go by in steps that are shorter than any look, and everything that follows from each happen. */
async function pass(seconds: number): Promise<void> {
  for (const end = now + seconds * 1000; now < end;) {
    now += 50;
    mock.timers.tick(50);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test("a link that both have described and that stays new is thrown away after two seconds, and the next one heals the call", async () => {
  const pair = new Pair();
  await pass(1.9);
  equal(FakeConnection.made.length, 2);
  const [stuck, stuckToo] = FakeConnection.made;
  ok(FakeConnection.made.every(({ localDescription, remoteDescription }) => localDescription && remoteDescription));
  const name = pair.offerer.link.id;

  pair.open = true;
  await pass(1);

  deepEqual([stuck?.closed, stuckToo?.closed], [true, true]);
  equal(pair.living.length, 2);
  ok(pair.offerer.link.id !== name);
  equal(pair.offerer.link.id, pair.answerer.link.id);
  deepEqual([pair.offerer.condition, pair.answerer.condition], ["connected", "connected"]);
  equal(pair.told.length, 2);
  pair.close();
});

test("a link that works is left alone", async () => {
  const pair = new Pair();
  pair.open = true;
  await pass(30);
  deepEqual([FakeConnection.made.length, pair.told.length], [2, 1]);
  pair.close();
});

test("a path that fails is looked for anew by who made the link, and the call is restored on it", async () => {
  const pair = new Pair();
  pair.open = true;
  await pass(1);
  pair.open = false;
  for (const connection of pair.living) connection.become("failed");
  await pass(1);
  equal(pair.offerer.condition, "interrupted");
  deepEqual(FakeConnection.made.map(({ restarts }) => restarts), [1, 0]);

  pair.open = true;
  await pass(4.5);

  deepEqual(FakeConnection.made.map(({ restarts }) => restarts), [2, 0]);
  deepEqual([pair.offerer.condition, pair.answerer.condition], ["connected", "connected"]);
  pair.close();
});

test("a path that never comes back: new links, then without pictures, then it is said, and a late one still heals", async () => {
  const pair = new Pair();
  pair.open = true;
  await pass(1);
  pair.open = false;
  for (const connection of pair.living) connection.become("failed");
  await pass(60);
  ok(pair.told.some((told) => told.endsWith("audio-only")), pair.told.join());
  ok(pair.conditions.some((condition) => condition.endsWith("agent lost")), pair.conditions.join());
  equal(pair.living.length, 2);

  pair.open = true;
  await pass(30);

  deepEqual([pair.offerer.condition, pair.answerer.condition], ["connected", "connected"]);
  pair.close();
});
