import type { StartReply } from "../wire";
import { requestJson } from "./http";
import { type Keep, type KeptConversation, type KeptStart, NO_CHAT } from "./keep";
import { untilAnswered } from "./until-answered";

/** Told true while the service does not answer. */
export type Trouble = (unreachable: boolean) => void;

/**
 * Starts a conversation. The key is kept before the first byte leaves, so that a lost answer or a reload in the middle leads to
 * the same conversation, never to a second one. Waits out what may pass; throws a Problem when the gateway refuses.
 */
export async function startConversation(keep: Keep, start: KeptStart, trouble: Trouble): Promise<KeptConversation> {
  keep.changeTab({ start });
  try {
    const reply = await ask("/api/widget/v1/conversations", start.key, start.request, trouble);
    return begin(keep, reply, 0);
  } catch (failure) {
    keep.changeTab({ start: null });
    throw failure;
  }
}

/**
 * Goes on with a conversation that a server has begun; with the same care as a start. Null when this tab has taken it over before
 * and the page just names it again.
 */
export async function takeOver(keep: Keep, token: string, trouble: Trouble): Promise<KeptConversation | null> {
  const before = keep.tab.handover;
  const handover = before?.token === token ? before : { token, key: crypto.randomUUID(), done: false };
  if (handover.done) {
    return null;
  }
  keep.changeTab({ handover });
  try {
    const reply = await ask("/api/widget/v1/handovers", handover.key, { token }, trouble);
    return begin(keep, reply, reply.position);
  } finally {
    keep.changeTab({ handover: { ...handover, done: true } });
  }
}

function ask(path: string, key: string, body: unknown, trouble: Trouble): Promise<StartReply> {
  return untilAnswered(
    () => requestJson<StartReply>(path, { method: "POST", headers: { "Idempotency-Key": key }, body }),
    () => {
      trouble(true);
      return true;
    },
  );
}

/** Keeps the conversation in place of any other; the site's page is told of events behind `told`. */
function begin(keep: Keep, reply: StartReply, told: number): KeptConversation {
  const conversation: KeptConversation = {
    conversationId: reply.conversationId,
    chatMode: reply.chatMode,
    accessToken: reply.accessToken,
    expiresAt: Date.now() + reply.expiresIn * 1000,
    resumeToken: reply.resumeToken,
    capabilities: reply.capabilities,
    limits: reply.limits,
    seen: 0,
  };
  keep.conversation = conversation;
  keep.changeTab({ ...NO_CHAT, form: null, told: { conversationId: reply.conversationId, position: told } });
  return conversation;
}
