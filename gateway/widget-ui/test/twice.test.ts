import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import type { WidgetConfig } from "../src/shared/protocol";
import { App } from "../src/panel/app";
import type { Chat } from "../src/panel/chat";
import { Keep } from "../src/panel/keep";
import type { Mode } from "../src/wire";
import { settled } from "./settled";

Object.assign(globalThis, { ResizeObserver: class {} });

/** A panel whose page answers, when it is asked for its leave, only as the test says. */
function panel(): { app: App; answer(allowed: boolean): Promise<void>; asked: string[] } {
  const app = new App(() => undefined);
  const verdicts: ((allowed: boolean) => void)[] = [];
  const asked: string[] = [];
  app.host.permits = (event) => {
    asked.push(event);
    return new Promise((resolve) => { verdicts.push(resolve); });
  };
  app.config = {
    applicationId: "app", chatMode: "mode", registrationType: "none", options: {}, context: {}, locale: "en", subject: "",
    customer: { name: "Maria", email: "", phone: "", language: "" }, history: [], kiosk: false,
  } as unknown as WidgetConfig;
  app.keep = new Keep("app", true);
  const answer = async (allowed: boolean): Promise<void> => {
    verdicts.splice(0).forEach((verdict) => { verdict(allowed); });
    await settled();
  };
  return { app, answer, asked };
}

function starting(app: App): unknown[] {
  const started: unknown[] = [];
  app.mode = { chatMode: "mode", name: "Mode", options: [], requiredFields: [] } as unknown as Mode;
  app.screen = "form";
  app.form.start = (start) => {
    started.push(start);
    return Promise.resolve(true);
  };
  return started;
}

function sending(app: App): string[] {
  const sent: string[] = [];
  const send = (text: string): boolean => sent.push(text) > 0;
  app.chat = { send, picked: { list: [] }, typing: { touched: () => undefined } } as unknown as Chat;
  return sent;
}

test("a double click starts one chat", async () => {
  const { app, answer, asked } = panel();
  const started = starting(app);
  void app.form.submit();
  void app.form.submit();
  await answer(true);
  deepEqual([asked.length, started.length], [1, 1]);
});

test("a start that the page has refused can be tried again", async () => {
  const { app, answer } = panel();
  const started = starting(app);
  void app.form.submit();
  await answer(false);
  equal(app.form.state.busy, false);
  void app.form.submit();
  await answer(true);
  equal(started.length, 1);
});

test("a message is sent once, and the words behind it stay", async () => {
  const { app, answer } = panel();
  const sent = sending(app);
  app.setDraft("Hello");
  void app.send();
  void app.send();
  app.setDraft("Hello there");
  await answer(true);
  deepEqual([sent, app.draft, app.keep.tab.draft], [["Hello"], "there", "there"]);
  void app.send();
  await answer(true);
  deepEqual([sent, app.draft], [["Hello", "there"], ""]);
});

test("a message that the page has refused stays in the field and can be sent again", async () => {
  const { app, answer } = panel();
  const sent = sending(app);
  app.setDraft("Hello");
  void app.send();
  await answer(false);
  deepEqual([sent, app.draft], [[], "Hello"]);
  void app.send();
  await answer(true);
  deepEqual([sent, app.draft], [["Hello"], ""]);
});

test("words meant for a chat that is gone do not go to the next", async () => {
  const { app, answer } = panel();
  sending(app);
  app.setDraft("Hello");
  void app.send();
  const sent = sending(app);
  await answer(true);
  deepEqual(sent, []);
});
