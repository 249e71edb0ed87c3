import { equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { type Diagnosis, diagnose } from "../src/loader/diagnosis";

const GATEWAY = "https://gateway.example";

Object.assign(globalThis, { location: { origin: "https://shop.example" } });

/** A gateway that answers the page with this status; null where a browser keeps the answer from the page. */
async function diagnosed(status: number | null, answers = true): Promise<Diagnosis> {
  globalThis.fetch = (_, init) => {
    if (init?.mode === "no-cors" && answers) {
      return Promise.resolve(new Response());
    }
    return status === null ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve(new Response(null, { status }));
  };
  return diagnose(GATEWAY, "app_nonsense");
}

test("where the refusal cannot be read, the origin or the application id may be wrong", async () => {
  const { cause, message } = await diagnosed(null);
  equal(cause, "origin");
  ok(message.includes('add "https://shop.example" to allowedOrigins of application app_nonsense'), message);
  ok(message.includes(`or, if ${GATEWAY} has no application of that id, correct the attribute application-id`), message);
});

test("where it can, only the one that is", async () => {
  const origin = await diagnosed(403);
  ok(origin.cause === "origin" && !origin.message.includes("application-id"), origin.message);
  const application = await diagnosed(404);
  ok(application.cause === "application" && !application.message.includes("allowedOrigins"), application.message);
});

test("the page's own policy and a gateway that is away are told apart from both", async () => {
  equal((await diagnosed(200)).cause, "page");
  equal((await diagnosed(null, false)).cause, "unreachable");
});
