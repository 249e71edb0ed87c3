import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { Call } from "../src/call/call";
import { newTab, refusingTab } from "./tab";

Object.assign(globalThis, { window: new EventTarget(), RTCPeerConnection: class {} });
Object.defineProperty(globalThis, "navigator", { value: { mediaDevices: undefined }, configurable: true });

type Asked = Record<string, string>;

/** A gateway whose answers get lost, but for problems that it has; the requests that reached it. */
function gateway(problem?: { slug: string; status: number }): Asked[] {
  const asked: Asked[] = [];
  globalThis.fetch = (_, init) => {
    asked.push(JSON.parse(String(init?.body)) as Asked);
    return problem
      ? Promise.resolve(new Response(JSON.stringify({ type: `https://x/${problem.slug}`, action: "none" }), { status: problem.status }))
      : Promise.reject(new TypeError("cut off"));
  };
  return asked;
}

/** One page load that joins by a ticket at once. */
async function joining(ticket: string, problem?: string): Promise<Call> {
  const call = new Call({ grantSource: { ticket }, apiBase: "/api", kind: "audio", confirm: false, ...(problem ? { problem } : {}) });
  await call.start();
  return call;
}

test("a ticket is redeemed under a key that the tab keeps before it asks, over a reload too", async () => {
  const kept = newTab();
  const asked = gateway();
  await joining("t1");
  const key = asked[0]?.["redeemKey"] ?? "";
  ok([...kept.values()].includes(key) && /^[\w-]{16,64}$/.test(key));
  const reloaded = await joining("t1", "ticket-used");
  deepEqual([reloaded.problem?.slug, asked.map(({ ticket, redeemKey }) => [ticket, redeemKey])], ["offline", [["t1", key], ["t1", key]]]);
});

test("each ticket has a key of its own, and without storage the page's memory keeps it", async () => {
  newTab();
  const asked = gateway();
  await joining("t1");
  await joining("t2");
  ok(asked[0]?.["redeemKey"] !== asked[1]?.["redeemKey"]);
  refusingTab();
  await joining("t3");
  await joining("t3");
  equal(asked[2]?.["redeemKey"], asked[3]?.["redeemKey"]);
});

test("a ticket that somebody else has used is not tried", async () => {
  newTab();
  const asked = gateway();
  const call = await joining("t4", "ticket-used");
  deepEqual([call.problem?.slug, asked], ["ticket-used", []]);
});

test("a refusal for good forgets the key", async () => {
  const kept = newTab();
  gateway({ slug: "ticket-used", status: 409 });
  await joining("t5");
  deepEqual([...kept], []);
});
