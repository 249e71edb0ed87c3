import type { Link } from "./link";

/** Counters and gauges of one link at one moment; counters only grow while the link lives. */
export interface LinkSample {
  at: number;
  framesDecoded: number;
  screenFramesDecoded: number;
  /** From the camera; null where the browser does not count them. */
  framesOffered: number | null;
  framesEncoded: number;
  /** Time spent on {@link framesEncoded}. */
  encodeSeconds: number;
  screenFramesEncoded: number;
  width: number;
  height: number;
  audioPacketsReceived: number;
  totalAudioEnergy: number;
  packetsReceived: number;
  packetsLost: number;
  roundTripMs: number;
  /** Zero while the browser has no estimate. */
  availableKbps: number;
  cpuLimited: boolean;
  relayed: boolean;
}

type Report = Record<string, unknown> & { type: string; id: string };

/** Reads what the browser counts, matched to the link's fixed places by `mid`. */
export async function readLink(link: Link): Promise<LinkSample> {
  const stats = await link.connection.getStats();
  const reports = [...(stats as unknown as Map<string, Report>).values()];
  const find = (type: string, slot: "audio" | "camera" | "screen"): Report | undefined =>
    reports.find((report) => report.type === type && report["mid"] === link.mid(slot));
  const camera = find("inbound-rtp", "camera");
  const audio = find("inbound-rtp", "audio");
  const sent = find("outbound-rtp", "camera");
  const source = reports.find((report) => report.id === sent?.["mediaSourceId"]);
  const pair = selectedPair(reports);
  const inbound = reports.filter((report) => report.type === "inbound-rtp");
  const local = reports.find((report) => report.id === pair?.["localCandidateId"]);
  return {
    at: performance.now(),
    framesDecoded: number(camera, "framesDecoded"),
    screenFramesDecoded: number(find("inbound-rtp", "screen"), "framesDecoded"),
    framesOffered: typeof source?.["frames"] === "number" ? source["frames"] : null,
    framesEncoded: number(sent, "framesEncoded"),
    encodeSeconds: number(sent, "totalEncodeTime"),
    screenFramesEncoded: number(find("outbound-rtp", "screen"), "framesEncoded"),
    width: number(camera, "frameWidth"),
    height: number(camera, "frameHeight"),
    audioPacketsReceived: number(audio, "packetsReceived"),
    totalAudioEnergy: number(audio, "totalAudioEnergy"),
    packetsReceived: inbound.reduce((sum, report) => sum + number(report, "packetsReceived"), 0),
    packetsLost: inbound.reduce((sum, report) => sum + Math.max(0, number(report, "packetsLost")), 0),
    roundTripMs: number(pair, "currentRoundTripTime") * 1000,
    availableKbps: number(pair, "availableOutgoingBitrate") / 1000,
    cpuLimited: sent?.["qualityLimitationReason"] === "cpu",
    relayed: local?.["candidateType"] === "relay",
  };
}

function selectedPair(reports: Report[]): Report | undefined {
  const transport = reports.find((report) => report.type === "transport");
  return reports.find((report) => report.id === transport?.["selectedCandidatePairId"])
    // Firefox has no transport report.
    ?? reports.find((report) => report.type === "candidate-pair" && report["nominated"] === true && report["state"] === "succeeded");
}

function number(report: Report | undefined, name: string): number {
  const value = report?.[name];
  return typeof value === "number" ? value : 0;
}
