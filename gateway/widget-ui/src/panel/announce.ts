import type { Envelope } from "../wire";
import type { Host } from "./host";
import type { LogView } from "./log";

/** Passes an event of the log on to the site's page, in the element's words (design: the element's events). */
export function announce(host: Host, event: Envelope, log: LogView): void {
  const { data, actor } = event;
  switch (event.type) {
    case "conversation.queued":
    case "conversation.queue-updated":
      host.tell("queueChanged", data);
      break;
    case "agent.joined":
      host.tell("agentConnected", { id: actor.id, name: log.agent?.name });
      break;
    case "agent.left":
      host.tell("agentDisconnected", { id: actor.id, name: actor.name });
      break;
    case "message.created":
      host.tell(actor.kind === "visitor" ? "messageSent" : "messageReceived", {
        messageId: data["messageId"],
        text: data["text"],
        author: actor.kind,
        name: actor.name,
      });
      break;
    case "message.failed":
      if (data["command"] === "conversation.update") {
        host.tell("errorHandled", { during: "update", message: `the contact centre did not take the change: ${String(data["reason"])}` });
        break;
      }
      host.tell("errorHandled", { during: event.type, message: data["reason"] });
      break;
    case "provider.unavailable":
      host.tell("errorHandled", { during: event.type, message: data["reason"] });
      break;
    case "call.offered":
      host.tell("callOffered", { roomId: log.offer?.roomId, kind: log.offer?.kind });
      break;
    case "conversation.ended":
      host.tell("conversationEnded", { reason: data["reason"], reopens: log.reopens });
      break;
  }
}
