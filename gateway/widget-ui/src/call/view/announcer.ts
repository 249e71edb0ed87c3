import type { Call } from "../call";
import { fill } from "../strings";
import { stateOf } from "./stage";

/** Turns changes of the call into sentences for the live region; says each change once. */
export class Announcer {
  private state = "";
  private names = new Set<string>();
  private muted = new Map<string, boolean>();
  private screens = new Map<string, boolean>();
  text = "";

  look(call: Call): string {
    const { strings } = call;
    const state = stateOf(call);
    const names = new Set(call.peers.map((peer) => peer.info.name));
    for (const name of names) if (!this.names.has(name)) this.text = fill(strings.peerJoined, { name });
    for (const name of this.names) if (!names.has(name) && call.phase === "call") this.text = fill(strings.peerLeft, { name });
    this.names = names;
    if (state !== this.state) this.text = this.sentence(call, state) ?? this.text;
    this.state = state;
    for (const peer of call.peers) {
      const { name } = peer.info;
      if (this.changed(this.muted, name, !peer.media.audio)) this.text = fill(strings.peerMuted, { name });
      if (this.changed(this.screens, name, peer.media.screen)) this.text = fill(strings.peerScreen, { name });
    }
    return this.text;
  }

  private sentence(call: Call, state: string): string | null {
    const { strings } = call;
    switch (state) {
      case "joining": return strings.joining;
      case "waiting": return call.otherRole === "agent" ? strings.waitingAgent : strings.waitingVisitor;
      case "reconnecting": return strings.interrupted;
      case "lost": return `${strings.lost} ${strings.lostHint}`;
      case "connected": return this.state === "reconnecting" || this.state === "lost" ? strings.restored : null;
      case "ended": return strings.endedTitle;
      default: return null;
    }
  }

  private changed(known: Map<string, boolean>, name: string, value: boolean): boolean {
    const before = known.get(name) ?? false;
    known.set(name, value);
    return value && !before;
  }
}
