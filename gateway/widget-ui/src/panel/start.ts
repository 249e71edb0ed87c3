import { Backoff, pause } from "../shared/backoff";
import type { StartReply } from "../wire";
import { Problem, requestJson, worthRepeating } from "./http";
import type { Keep, KeptConversation, KeptStart } from "./keep";

/**
 * Starts a conversation. The key is kept before the first byte leaves, so that a lost answer or a reload in the middle leads to
 * the same conversation, never to a second one. Waits out what may pass; throws a Problem when the gateway refuses.
 *
 * @param trouble told true while the service does not answer
 */
export async function startConversation(keep: Keep, start: KeptStart, trouble: (unreachable: boolean) => void): Promise<KeptConversation> {
  keep.changeTab({ start });
  const backoff = new Backoff();
  for (;;) {
    try {
      const reply = await requestJson<StartReply>("/api/widget/v1/conversations", {
        method: "POST",
        headers: { "Idempotency-Key": start.key },
        body: start.request,
      });
      const conversation: KeptConversation = {
        conversationId: reply.conversationId,
        chatMode: start.request.chatMode,
        accessToken: reply.accessToken,
        expiresAt: Date.now() + reply.expiresIn * 1000,
        resumeToken: reply.resumeToken,
        capabilities: reply.capabilities,
        limits: reply.limits,
        seen: 0,
      };
      keep.conversation = conversation;
      keep.changeTab({ start: null, outgoing: [], retried: [], call: null, told: { conversationId: reply.conversationId, position: 0 } });
      return conversation;
    } catch (failure) {
      if (!worthRepeating(failure)) {
        keep.changeTab({ start: null });
        throw failure;
      }
      trouble(true);
      await pause((failure instanceof Problem ? failure.retryAfterMs : null) ?? backoff.next());
    }
  }
}
