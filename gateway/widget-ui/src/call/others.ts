import type { Call } from "./call";
import { ConditionChanges } from "./peer/condition-changes";
import type { Peer } from "./peer/peer";
import type { SessionEnd, SessionListener } from "./peer/session";
import { roleName } from "./strings";
import type { PeerInfo, QualityLevel, QualityReason, VisitorDevices } from "./wire/contract";

const REFUSAL_SHOWN_MS = 20_000;

/** What is known of the others in the room and of the line to them, as the session tells it; the call learns of each change. */
export class Others implements SessionListener {
  signallingOnline = true;
  /** For the agent: what the visitor's camera and microphone could do when last looked at. */
  devices: VisitorDevices | null;
  /** For the agent: until when to be told that somebody else tried the visitor's link. */
  refusedUntil = 0;
  lastLeft: { name: string; reason: string } | null = null;
  /** What each says of its own line, by connection. */
  readonly quality = new Map<string, { level: QualityLevel; reason: QualityReason }>();
  private readonly conditions = new ConditionChanges();

  constructor(private readonly call: Call, readonly ended: (end: SessionEnd) => void) {
    this.devices = call.options.visitorDevices ?? null;
  }

  /** This page has left the room. */
  gone(): void {
    this.lastLeft = null;
    this.quality.clear();
  }

  nameOf({ name, role }: PeerInfo): string {
    return name || roleName(this.call.strings, role);
  }

  peersChanged(): void {
    for (const change of this.conditions.look(this.call.peers)) {
      switch (change) {
        case "interrupted":
          this.call.watch.interrupted();
          this.call.emit("reconnecting", { what: "media" });
          break;
        case "lost":
          this.call.emit("failed", { reason: "connection-lost" });
          break;
        case "restored":
          this.call.emit("restored", { what: "media" });
      }
    }
    this.call.changed();
  }

  peerJoined({ info }: Peer): void {
    this.lastLeft = null;
    this.call.emit("peer-joined", { name: info.name, role: info.role });
    this.call.changed();
  }

  peerLeft({ info }: Peer, reason: string): void {
    this.quality.delete(info.connectionId);
    if (reason !== "replaced") this.lastLeft = { name: info.name, reason };
    this.call.emit("peer-left", { name: info.name, role: info.role, reason });
    this.peersChanged();
  }

  peerArrived(peer: Peer): void {
    if (this.call.session) this.call.watch.arrived(this.call.session.connectionId, peer);
  }

  started(): void {
    this.call.changed();
  }

  signalling(online: boolean): void {
    this.signallingOnline = online;
    this.call.emit(online ? "restored" : "reconnecting", { what: "signalling" });
    this.call.changed();
  }

  peerQuality({ info }: Peer, level: QualityLevel, reason: QualityReason): void {
    this.quality.set(info.connectionId, { level, reason });
    this.call.changed();
  }

  audioOnly(): void {
    this.call.watch.dropPictures();
  }

  visitorDevices(devices: VisitorDevices): void {
    this.devices = devices;
    this.call.changed();
  }

  ticketRefused(): void {
    this.refusedUntil = Date.now() + REFUSAL_SHOWN_MS;
    this.call.changed();
  }

  failed(error: unknown): void {
    this.call.report(error);
  }
}
