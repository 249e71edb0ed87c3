import { isCallKind } from "../shared/protocol";
import type { CallKind, Envelope } from "../wire";
import { text } from "./event-data";
import type { LogView, NoticeName } from "./log";

/** What an event of a call changes: asked for, offered, taken, over. */
export function applyCall(next: LogView, event: Envelope, notice: (name: NoticeName, values?: Record<string, string>) => void): void {
  const { data } = event;
  const kind: CallKind = isCallKind(data["kind"]) ? data["kind"] : "video";
  const roomId = text(data["roomId"]);
  switch (event.type) {
    case "call.requested":
      next.requested = { roomId, kind };
      notice("callRequested", { kind });
      break;
    case "call.offered":
      next.offer = { roomId, offerId: text(data["offerId"]), kind, by: event.actor.name || next.agent?.name || "" };
      break;
    case "call.accepted":
      next.room = { roomId, offerId: next.offer?.offerId ?? "", kind, by: next.offer?.by ?? "" };
      next.offer = null;
      next.requested = null;
      break;
    case "call.declined":
      notice(next.offer ? "callDeclined" : "callWithdrawn");
      next.offer = null;
      next.requested = null;
      break;
    case "call.missed":
      next.offer = null;
      next.requested = null;
      notice("callMissed");
      break;
    case "call.ended":
      next.offer = null;
      next.requested = null;
      next.room = null;
      notice("callEnded", { seconds: String(typeof data["seconds"] === "number" ? data["seconds"] : 0) });
      break;
  }
}
