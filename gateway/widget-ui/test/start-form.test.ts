import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import type { App } from "../src/panel/app";
import { StartForm } from "../src/panel/start-form";
import type { StartRequest } from "../src/wire";
import { keep, newTab, refusingTab } from "./tab";

const TAB = "visavis:app:tab";

interface Page {
  asked?: string[];
  subject?: string;
  kiosk?: boolean;
}

/** The form as one page load opens it. */
function loaded({ asked = ["name", "email", "subject"], subject = "", kiosk = false }: Page = {}): StartForm {
  const app = {
    config: { applicationId: "app", registrationType: "none", subject, kiosk, locale: "en", options: {}, customer: { name: "", email: "", phone: "" } },
    mode: { chatMode: "chat", options: [], requiredFields: asked },
    screen: "form",
    keep: keep(kiosk),
    host: { permits: () => Promise.resolve(true), tell: () => undefined },
    changed: () => undefined,
    began: () => undefined,
  };
  const form = new StartForm(app as unknown as App);
  form.open();
  return form;
}

/** A gateway that begins each conversation it is asked for; the requests it gets. */
function gateway(status = 201): StartRequest[] {
  const requests: StartRequest[] = [];
  globalThis.fetch = (_, init) => {
    requests.push(JSON.parse(String(init?.body)) as StartRequest);
    return Promise.resolve(new Response(JSON.stringify({ conversationId: "c1", expiresIn: 60 }), { status }));
  };
  return requests;
}

function fill(form: StartForm): void {
  form.setField("name", "Maria");
  form.setField("email", "maria@example.com");
  form.setField("subject", "Red light");
}

test("what stands in the form stands there after a reload, what was emptied too", () => {
  newTab();
  fill(loaded());
  deepEqual(loaded().state.values, { name: "Maria", email: "maria@example.com", subject: "Red light" });
  loaded().setField("name", "");
  equal(loaded().state.values.name, "");
});

test("a start that succeeds clears it and leaves who it was; one that is refused does not", async () => {
  const kept = newTab();
  fill(loaded());
  gateway(422);
  equal(await loaded().submit(), false);
  equal(loaded().state.values.subject, "Red light");
  gateway();
  equal(await loaded().submit(), true);
  deepEqual(loaded().state.values, { name: "Maria", email: "maria@example.com" });
  ok(!kept.get(TAB)?.includes("Red light"));
});

test("a new chat begins with the person alone", () => {
  newTab();
  const form = loaded();
  fill(form);
  form.again();
  deepEqual([form.state.values, loaded().state.values], [{}, {}]);
});

test("nothing is sent that was left of another page's form and does not stand there", async () => {
  newTab();
  fill(loaded());
  const requests = gateway();
  equal(await loaded({ asked: ["email"], subject: "Invoice 17" }).submit(), true);
  equal(requests[0]?.subject, "Invoice 17");
  deepEqual(requests[0]?.customer, { language: "en", email: "maria@example.com" });
});

test("what the page says in starting holds until the visitor has corrected the rest", async () => {
  newTab();
  const requests = gateway();
  const form = loaded({ asked: ["email"] });
  equal(await form.submit({ subject: "Invoice 17", email: "wrong" }), false);
  form.setField("email", "maria@example.com");
  equal(await form.submit(), true);
  deepEqual([requests[0]?.subject, requests[0]?.customer.email], ["Invoice 17", "maria@example.com"]);
});

test("only the form's own fields are kept, whatever a page passes in", async () => {
  const kept = newTab();
  const form = loaded();
  await form.submit({ name: "Maria", password: "secret" } as object);
  form.setField("email", "m");
  deepEqual(loaded().state.values, { name: "Maria", email: "m" });
  ok(!kept.get(TAB)?.includes("secret"));
});

test("a kiosk keeps no half-filled form for whoever comes next", () => {
  const kept = newTab();
  fill(loaded({ kiosk: true }));
  equal(kept.size, 0);
});

test("what another version has kept is read as far as it makes sense, and refused storage costs the form nothing", () => {
  for (const form of [undefined, null, 7, "Maria", [], { name: 7, phone: null }]) {
    newTab({ [TAB]: { form, person: { name: "Maria" } } });
    deepEqual(loaded().state.values, { name: "Maria" });
  }
  refusingTab();
  const form = loaded();
  fill(form);
  equal(form.state.values.subject, "Red light");
});
