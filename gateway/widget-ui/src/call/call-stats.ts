import type { Call } from "./call";
import type { CallStats } from "./options";
import { readLink } from "./peer/link-stats";

/** Sums the counters of all links; `connectionState` is that of the first. */
export async function readStats(call: Call): Promise<CallStats> {
  const samples = await Promise.all(call.peers.map((peer) => readLink(peer.link)));
  const sum = (name: "framesDecoded" | "framesEncoded" | "screenFramesDecoded" | "audioPacketsReceived" | "totalAudioEnergy"): number =>
    samples.reduce((total, sample) => total + sample[name], 0);
  return {
    framesDecoded: sum("framesDecoded"),
    framesEncoded: sum("framesEncoded"),
    screenFramesDecoded: sum("screenFramesDecoded"),
    audioPacketsReceived: sum("audioPacketsReceived"),
    totalAudioEnergy: sum("totalAudioEnergy"),
    width: Math.max(0, ...samples.map((sample) => sample.width)),
    connectionState: call.peers[0]?.link.connection.connectionState ?? "none",
    peers: call.peers.length,
    availableKbps: samples[0]?.availableKbps ?? 0,
    relayed: samples.some((sample) => sample.relayed),
    joinToFirstFrameMs: call.firstFrameAt !== null && call.joinClickedAt !== null
      ? call.firstFrameAt - call.joinClickedAt
      : null,
    errors: [...call.errors],
  };
}
