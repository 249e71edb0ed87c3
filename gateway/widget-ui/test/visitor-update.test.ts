import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { PageSettings } from "../src/loader/page-settings";
import { announce } from "../src/panel/announce";
import type { App } from "../src/panel/app";
import type { Host } from "../src/panel/host";
import { NoAnswer, Problem, reasonOf } from "../src/panel/http";
import { emptyLog } from "../src/panel/log";
import { startRequest } from "../src/panel/registration";
import { StartForm } from "../src/panel/start-form";
import { updateVisitor } from "../src/panel/visitor-update";
import type { Command, CommandReply, Envelope, Mode } from "../src/wire";
import { keep, newTab } from "./tab";

const nothing = (): void => undefined;
const later = globalThis.setTimeout;
// Pauses before another try cost no time here.
Object.assign(globalThis, {
  addEventListener: nothing, removeEventListener: nothing, setTimeout: (run: () => void) => later(run),
});

const ATTRIBUTES: Record<string, string> = { "queue-id": "q1", "customer-email": "maria@example.com", "context-page": "prices", locale: "el" };

const element = {
  attributes: Object.entries(ATTRIBUTES).map(([name, value]) => ({ name, value })),
  getAttribute: (name: string) => ATTRIBUTES[name] ?? null,
} as unknown as Element;

/** A chat, and a gateway that answers each try with what stands next in `answers`. */
function running(...answers: (Error | null)[]): { app: App; sent: { id: string; command: Command }[]; told: unknown[] } {
  const sent: { id: string; command: Command }[] = [];
  const told: unknown[] = [];
  const command = (asked: Command, id: string): Promise<CommandReply> => {
    sent.push({ id, command: asked });
    const answer = answers.shift() ?? null;
    return answer ? Promise.reject(answer) : Promise.resolve({ commandId: id, position: 1 });
  };
  const app = {
    chat: { log: { state: "queued" }, command },
    form: { answered: () => Promise.resolve() },
    host: { tell: (_: string, detail: unknown) => told.push(detail) },
  } as unknown as App;
  return { app, sent, told };
}

test("who the visitor is and where the chat goes stand beside free context", () => {
  const settings = new PageSettings();
  deepEqual(settings.addMetadata({ plan: "gold", seats: 3, customer: { name: " Maria ", phone: null }, options: { "queue-id": "q2" } }), {
    customer: { name: "Maria" },
    options: { "queue-id": "q2" },
  });
  settings.addMetadata({ customer: { language: "de" } });
  const config = settings.config(element);
  deepEqual(config.context, { page: "prices", plan: "gold", seats: "3" });
  const mode = { chatMode: "chat", options: [{ name: "queue-id", required: true }] } as Mode;
  const { request } = startRequest(config, mode, {});
  deepEqual(request.customer, { language: "de", email: "maria@example.com", name: "Maria" });
  deepEqual(request.options, { "queue-id": "q2" });
});

test("what is no object under these names is context, as it always was", () => {
  const settings = new PageSettings();
  deepEqual(settings.addMetadata({ customer: "gold", options: 7 }), { customer: {}, options: {} });
  deepEqual(settings.config(element).context, { page: "prices", customer: "gold", options: "7" });
  equal(settings.config(element).customer.email, "maria@example.com");
});

test("a misspelt part of the customer is named, and nothing is taken", () => {
  const settings = new PageSettings();
  try {
    settings.addMetadata({ plan: "gold", customer: { fullName: "Maria" } });
    ok(false, "taken");
  } catch (failure) {
    equal(reasonOf(failure), "customer.fullName is not known here; known are name, email, phone, language");
  }
  deepEqual(settings.config(element).context, { page: "prices" });
});

test("a running chat is told, once, however often the answer is lost", async () => {
  const { app, sent } = running(new NoAnswer("cut off"), new Problem(503, {}));
  await updateVisitor(app, { customer: {}, options: { "queue-id": "q2" } });
  deepEqual(sent.map(({ command }) => command.data), Array(3).fill({ options: { "queue-id": "q2" } }));
  equal(new Set(sent.map(({ id }) => id)).size, 1);
});

test("what the gateway refuses is told in words that name what is wrong", async () => {
  const errors = [{ field: "data.options.quue-id", message: "no chat mode has this option; did you mean queue-id?" }];
  const { app, told } = running(new Problem(400, { detail: "see errors", errors }));
  const message = "options.quue-id: no chat mode has this option; did you mean queue-id?";
  equal(await updateVisitor(app, { customer: {}, options: { "quue-id": "q" } }).catch(reasonOf), message);
  deepEqual(told, [{ during: "update", message }]);
});

test("what the contact centre refuses later is told in the words of the method", () => {
  const told: [string, unknown][] = [];
  const host = { tell: (...event: [string, unknown]) => told.push(event) } as unknown as Host;
  const failed = (data: Record<string, unknown>): Envelope =>
    ({ position: 3, conversationId: "c", type: "message.failed", at: "2026-11-20T09:15:13Z", actor: { kind: "system" }, data });
  announce(host, failed({ messageId: "u-1", reason: "rejected", command: "conversation.update" }), emptyLog());
  announce(host, failed({ messageId: "m-1", reason: "rejected" }), emptyLog());
  deepEqual(told, [
    ["errorHandled", { during: "update", message: "the contact centre did not take the change: rejected" }],
    ["errorHandled", { during: "message.failed", message: "rejected" }],
  ]);
});

/** A page whose start waits for `answer`; `sent` is what the chat that it begins is told. */
function starting(): { app: App; started: Promise<boolean>; sent: unknown[]; answer: (status: number) => void } {
  newTab();
  const sent: unknown[] = [];
  const told = { log: { state: "starting" }, command: (asked: Command) => Promise.resolve(sent.push(asked.data)) };
  const page = {
    chat: null as unknown,
    config: { applicationId: "app", registrationType: "none", subject: "", locale: "en", options: {}, customer: { name: "", email: "", phone: "" } },
    mode: { chatMode: "chat", options: [], requiredFields: [] },
    screen: "form",
    keep: keep(false),
    host: { permits: () => Promise.resolve(true), tell: nothing },
    changed: nothing,
    began: () => (page.chat = told),
    form: null as unknown,
  };
  const app = page as unknown as App;
  const form = new StartForm(app);
  page.form = form;
  form.open();
  let answer: (status: number) => void = nothing;
  const answered = new Promise<Response>((resolve) => {
    answer = (status) => resolve(new Response(JSON.stringify({ conversationId: "c1", expiresIn: 60 }), { status }));
  });
  globalThis.fetch = () => answered;
  return { app, started: form.submit(), sent, answer };
}

test("what the page says while a start is under way is told to the chat that it begins", async () => {
  const { app, started, sent, answer } = starting();
  const update = updateVisitor(app, { customer: { name: "Maria Mint" }, options: {} });
  answer(201);
  equal(await started, true);
  await update;
  deepEqual(sent, [{ customer: { name: "Maria Mint" } }]);
});

test("where the start is refused the next one says it", async () => {
  const { app, started, sent, answer } = starting();
  const update = updateVisitor(app, { customer: { name: "Maria Mint" }, options: {} });
  answer(422);
  equal(await started, false);
  await update;
  deepEqual(sent, []);
});

test("a chat that is over is told nothing: the next start says it", async () => {
  const { app, told } = running(new Problem(409, { action: "restart" }));
  await updateVisitor(app, { customer: { name: "Maria" }, options: {} });
  deepEqual(told, []);
});
