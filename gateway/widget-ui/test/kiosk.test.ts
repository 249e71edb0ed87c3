import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import type { WidgetConfig } from "../src/shared/protocol";
import { App } from "../src/panel/app";
import type { CallDesk } from "../src/panel/call-desk";
import { Keep, type KeptConversation } from "../src/panel/keep";

const nothing = (): void => undefined;
Object.assign(globalThis, { ResizeObserver: class {}, addEventListener: nothing, removeEventListener: nothing });
Object.defineProperty(globalThis, "navigator", { value: { languages: [] }, configurable: true });

const CONVERSATION = {
  conversationId: "c", chatMode: "mode", accessToken: "t", expiresAt: Date.now() + 3_600_000, resumeToken: "r",
  capabilities: { typing: "none", receipts: "none" }, seen: 0,
} as unknown as KeptConversation;

/** A kiosk just loaded, of whose log everything was told before. */
async function reloaded(...types: string[]): Promise<App> {
  const lines = types.map((type, index) => {
    const actor = { kind: type === "agent.joined" ? "agent" : "system", id: "x" };
    const event = { position: index + 1, conversationId: "c", type, at: "2026-06-01T12:00:00Z", actor, data: { reopens: true } };
    return `id: ${event.position}\nevent: ${type}\ndata: ${JSON.stringify(event)}\n\n`;
  });
  Object.assign(globalThis, { fetch: () => Promise.resolve(new Response(lines.join(""))) });
  const app = new App(nothing);
  app.config = { kiosk: true, chatMode: "mode", options: {} } as unknown as WidgetConfig;
  app.keep = new Keep("app", true);
  app.keep.conversation = CONVERSATION;
  app.keep.changeTab({ told: { conversationId: "c", position: types.length } });
  app.calls = { resumable: null, resume: nothing, close: nothing } as unknown as CallDesk;
  app.choose();
  await new Promise((resolve) => { setTimeout(resolve, 1); });
  return app;
}

test("a reload while the seconds are counted leaves no chat to the next visitor", async () => {
  const app = await reloaded("conversation.queued", "agent.joined", "conversation.ended");
  deepEqual([app.chat?.log.state, app.kiosk.seconds], ["ended", 30]);
  app.newChat();
  deepEqual([app.kiosk.seconds, app.keep.conversation], [null, null]);
});

test("a chat that has been taken up again is nobody else's yet", async () => {
  const app = await reloaded("conversation.ended", "agent.joined");
  deepEqual([app.chat?.log.state, app.kiosk.seconds], ["active", null]);
  app.newChat();
  equal(app.chat, null);
});
