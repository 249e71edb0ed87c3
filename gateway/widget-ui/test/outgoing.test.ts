import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { NoAnswer } from "../src/panel/http";
import { Keep, type KeptMessage } from "../src/panel/keep";
import { Outgoing } from "../src/panel/outgoing";
import { type Session, SessionLost } from "../src/panel/session";
import { EventStream } from "../src/panel/stream";
import { settled } from "./settled";

const nothing = (): void => undefined;
Object.assign(globalThis, { addEventListener: nothing, removeEventListener: nothing });

function message(commandId: string): KeptMessage {
  return { commandId, text: "Hello", attachments: [], at: "2026-06-01T12:00:00Z" };
}

/** The right to a chat whose requests fail when the test says so. */
class FakeSession {
  readonly conversationId = "old";
  fail: (failure: Error) => void = nothing;
  readonly json = (): Promise<never> => new Promise((_, reject) => { this.fail = reject; });
  readonly response = this.json;

  get session(): Session {
    return this as unknown as Session;
  }
}

test("a closed chat leaves alone what the next one keeps", async () => {
  const keep = new Keep("app", true);
  const session = new FakeSession();
  const outgoing = new Outgoing(session.session, keep, nothing, nothing, nothing);
  outgoing.add(message("one"));
  deepEqual([keep.tab.outgoingOf, keep.tab.outgoing.length], ["old", 1]);
  outgoing.close();
  keep.changeTab({ outgoingOf: "new", outgoing: [message("two")] });
  session.fail(new NoAnswer("cut off"));
  await settled();
  outgoing.remove("one");
  deepEqual([keep.tab.outgoingOf, keep.tab.outgoing.map(({ commandId }) => commandId)], ["new", ["two"]]);
});

test("that a closed chat is lost is no loss", async () => {
  let lost = 0;
  const session = new FakeSession();
  const outgoing = new Outgoing(session.session, new Keep("app", true), nothing, nothing, () => { lost++; });
  outgoing.add(message("one"));
  outgoing.close();
  session.fail(new SessionLost());
  await settled();

  const reading = new FakeSession();
  const stream = new EventStream(reading.session, {
    event: nothing, reset: nothing, live: nothing, finished: () => false, lost: () => { lost++; },
  });
  void stream.run();
  stream.close();
  reading.fail(new SessionLost());
  await settled();
  equal(lost, 0);
});
