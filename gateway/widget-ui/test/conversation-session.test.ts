import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { Keep, type KeptConversation } from "../src/panel/keep";
import { Session } from "../src/panel/session";
import { settled } from "./settled";

Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });

function kept(conversationId: string): KeptConversation {
  return { conversationId, accessToken: "old", expiresAt: 0, resumeToken: "first", seen: 1 } as unknown as KeptConversation;
}

/** Renews the tokens of `c`; the answer comes after `meanwhile`. */
async function renewed(keep: Keep, meanwhile: () => void): Promise<Session> {
  let answer: (response: Response) => void = () => undefined;
  Object.assign(globalThis, { fetch: () => new Promise<Response>((resolve) => { answer = resolve; }) });
  const conversation = kept("c");
  keep.conversation = conversation;
  const session = new Session("c", keep, conversation);
  const renewing = session.renew();
  await settled();
  meanwhile();
  answer(new Response(JSON.stringify({ accessToken: "new", expiresIn: 600, resumeToken: "second" })));
  await renewing;
  return session;
}

test("new tokens are kept beside what the panel has noted meanwhile", async () => {
  const keep = new Keep("app", true);
  const session = await renewed(keep, () => { keep.conversation = { ...kept("c"), seen: 7 }; });
  const { accessToken, resumeToken, seen } = keep.conversation ?? kept("none");
  deepEqual([accessToken, resumeToken, seen], ["new", "second", 7]);
  equal(await session.token(), "new");
});

test("a conversation forgotten while its token is renewed stays forgotten", async () => {
  const keep = new Keep("app", true);
  await renewed(keep, () => { keep.conversation = null; });
  equal(keep.conversation, null);
});

test("the next conversation stays though a token of the last one comes late", async () => {
  const keep = new Keep("app", true);
  await renewed(keep, () => { keep.conversation = kept("d"); });
  deepEqual([keep.conversation?.conversationId, keep.conversation?.accessToken], ["d", "old"]);
});
