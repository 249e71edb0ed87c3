import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { apply, emptyLog, type LogView } from "../src/panel/log";
import { linkParts } from "../src/panel/links";
import type { Envelope } from "../src/wire";

type Told = [type: string, data: Record<string, unknown>, kind?: Envelope["actor"]["kind"]];

function told(...events: Told[]): LogView {
  return events.reduce((log, [type, data, kind], index) => apply(log, {
    position: index + 1, conversationId: "c", type, at: "2026-06-01T12:00:00Z", actor: { kind: kind ?? "system", id: "x" }, data,
  }), emptyLog());
}

test("the state follows the log, through transfer to the end", () => {
  const story: Told[] = [
    ["conversation.queued", { queueName: "Support", confidence: "unknown" }],
    ["agent.joined", { name: "Nikos" }, "agent"],
    ["conversation.transferring", {}],
    ["agent.joined", { name: "Eleni" }, "agent"],
    ["conversation.ended", { reason: "agent" }],
  ];
  deepEqual(story.map((_, index) => told(...story.slice(0, index + 1)).state), ["queued", "active", "transferring", "active", "ended"]);
  equal(told(...story).ended, "agent");
});

test("news of a queue sends nobody back who has an agent", () => {
  const news: Told = ["conversation.queue-updated", { queueName: "Billing", confidence: "unknown" }];
  const served: Told[] = [["conversation.queued", { queueName: "Support" }], ["agent.joined", { name: "Nikos" }, "agent"]];
  deepEqual([told(...served, news).state, told(...served, news).queue], ["active", null]);
  equal(told(...served, ["agent.left", {}, "agent"], news).state, "queued");
  deepEqual(told(...served, ["conversation.transferring", {}], news).queue?.queueName, "Billing");
});

test("what is over and reopens goes on with the visitor's next words, or when the vendor says so", () => {
  const over = (reopens: unknown): Told[] => [["agent.joined", { name: "Nikos" }, "agent"], ["conversation.ended", { reason: "provider", reopens }]];
  equal(told(...over(true)).reopens, true);
  equal(told(...over(undefined)).reopens, false);
  const said = told(...over(true), ["message.created", { messageId: "m", text: "One more thing" }, "visitor"]);
  deepEqual([said.state, said.ended, said.reopens, said.agent, said.queue], ["starting", null, false, null, null]);
  equal(told(...over(true), ["conversation.queued", { confidence: "unknown" }]).state, "queued");
  equal(told(...over(true), ["agent.joined", { name: "Eleni" }, "agent"]).agent?.name, "Eleni");
  equal(told(...over(true), ["message.created", { messageId: "m", text: "Goodbye" }, "agent"]).state, "ended");
  equal(told(...over(false), ["message.created", { messageId: "m", text: "Wait" }, "visitor"]).state, "ended");
});

test("an agent who joined without a name has the one under the first message, until another joins", () => {
  const said: Told = ["message.created", { messageId: "m", text: "hello" }, "agent"];
  const named = (...more: Told[]): LogView =>
    more.reduce((log, [type, data, kind], index) => apply(log, {
      position: index + 1, conversationId: "c", type, at: "2026-06-01T12:00:00Z",
      actor: { kind: kind ?? "system", id: "x", ...(type === "message.created" ? { name: "Nikos" } : {}) }, data,
    }), emptyLog());
  equal(named(["agent.joined", {}, "agent"]).agent?.name, "");
  equal(named(["agent.joined", {}, "agent"], said).agent?.name, "Nikos");
  equal(named(["agent.joined", {}, "agent"], said, ["call.offered", { roomId: "r", kind: "video" }, "system"]).offer?.by, "Nikos");
  equal(named(["agent.joined", {}, "agent"], said, ["agent.joined", { name: "Eleni" }, "agent"], said).agent?.name, "Eleni");
  equal(named(["agent.joined", {}, "agent"], [said[0], said[1], "bot"]).agent?.name, "");
});

test("an offer stands until it is answered, missed or the chat ends", () => {
  const offer: Told = ["call.offered", { roomId: "room_1", kind: "video", by: "Nikos" }, "agent"];
  equal(told(offer).offer?.roomId, "room_1");
  for (const answer of ["call.declined", "call.missed", "conversation.ended"]) {
    equal(told(offer, [answer, { roomId: "room_1" }]).offer, null, answer);
  }
  const request: Told = ["call.requested", { roomId: "room_1", kind: "audio" }, "visitor"];
  deepEqual(told(request).requested, { roomId: "room_1", kind: "audio" });
  const last = (log: LogView): string => log.items.flatMap((item) => item.kind === "notice" ? [item.name] : []).at(-1) ?? "";
  equal(last(told(request, ["call.declined", { roomId: "room_1" }, "visitor"])), "callWithdrawn");
  equal(last(told(request, offer, ["call.declined", { roomId: "room_1" }, "visitor"])), "callDeclined");
  equal(told(offer, ["call.accepted", { roomId: "room_1", kind: "video" }, "visitor"]).room?.roomId, "room_1");
});

test("a message keeps its best known fate", () => {
  const sent: Told = ["message.created", { messageId: "m", text: "hello", attachments: [] }, "visitor"];
  const stateAfter = (...types: string[]): unknown => {
    const [item] = told(sent, ...types.map((type): Told => [type, { messageId: "m" }])).items;
    return item?.kind === "message" ? item.state : null;
  };
  equal(stateAfter("message.accepted"), "accepted");
  equal(stateAfter("message.accepted", "message.read"), "read");
  equal(stateAfter("message.read", "message.delivered"), "read");
});

test("a chat that is about to close says so until anything happens in it", () => {
  const warned: Told = ["conversation.expiring", { expiresAt: "2026-06-01T12:05:00Z" }];
  equal(told(warned).expiringAt, "2026-06-01T12:05:00Z");
  const breaks: Told[] = [
    ["message.created", { messageId: "m", text: "Still there?" }, "agent"],
    ["agent.joined", { name: "Nikos" }, "agent"],
    ["agent.typing", { typing: true }, "agent"],
    ["conversation.queued", { confidence: "unknown" }],
    ["call.offered", { roomId: "room_1", kind: "video" }, "agent"],
    ["conversation.ended", { reason: "timeout" }],
  ];
  for (const event of breaks) {
    equal(told(warned, event).expiringAt, null, event[0]);
  }
  for (const type of ["conversation.queue-updated", "provider.unavailable", "provider.restored"]) {
    equal(told(warned, [type, {}]).expiringAt, "2026-06-01T12:05:00Z", type);
  }
});

test("a type nobody knows moves the position and nothing else", () => {
  deepEqual({ ...told(["weather.changed", {}]), position: 0 }, emptyLog());
});

test("only addresses that are safe to follow become links", () => {
  deepEqual(linkParts("see https://a.example/x, or javascript:alert(1)").filter(({ href }) => href), [
    { text: "https://a.example/x", href: "https://a.example/x" },
  ]);
});

test("what was said elsewhere stands first, said and done, and is nothing new", () => {
  const history = [
    { author: "bot", text: "How can I help?", at: "2026-06-01T11:00:00Z" },
    { author: "visitor", text: "My parcel is late", at: "2026-06-01T11:00:20Z" },
    { author: "visitor", text: "", at: "2026-06-01T11:00:21Z" },
  ];
  const { items } = told(["conversation.created", { chatMode: "m", history }], ["message.created", { messageId: "m", text: "Hello" }, "agent"]);
  deepEqual(items.map((item) => item.kind === "message" && [item.actor.kind, item.text, item.position, item.state]), [
    ["bot", "How can I help?", 0, "accepted"],
    ["visitor", "My parcel is late", 0, "accepted"],
    ["agent", "Hello", 2, "sent"],
  ]);
});
