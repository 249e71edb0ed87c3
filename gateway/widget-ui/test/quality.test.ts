import { deepEqual, equal, ok } from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import type { LocalMedia } from "../src/call/media/local-media";
import { Link } from "../src/call/peer/link";
import type { Peer } from "../src/call/peer/peer";
import { judge, QualityLight, worst, type Expectation, type Interval, type Quality } from "../src/call/peer/quality";
import { QualityWatch } from "../src/call/peer/quality-watch";
import type { Session } from "../src/call/peer/session";
import { ENGLISH, REASONS } from "../src/call/strings";
import type { QualityReport } from "../src/call/wire/contract";
import { FakeConnection, installWebRtc } from "./fake-webrtc";

const GOOD: Interval = {
  fps: 20, lossPercent: 0, roundTripMs: 30, availableKbps: 2000, cpuLimited: false, hasVideo: true, hasAudio: true,
  encoding: { offeredFps: 20, encodedFps: 20, encodeMs: 5 },
};
const BOTH_SEND: Expectation = { remoteVideo: true, sendingVideo: true, audioOnly: false, connected: true };

const judged = (interval: Partial<Interval>, expected: Partial<Expectation> = {}): string => {
  const { level, reason } = judge({ ...GOOD, ...interval }, { ...BOTH_SEND, ...expected });
  return `${level} ${reason}`;
};

test("three levels, each with its reason", () => {
  deepEqual(
    [
      judged({}), judged({ cpuLimited: true }),
      judged({ lossPercent: 4 }), judged({ lossPercent: 9 }),
      judged({ roundTripMs: 301 }), judged({ roundTripMs: 601 }),
      judged({ availableKbps: 349 }), judged({ availableKbps: 149 }),
      judged({ fps: 12 }), judged({ fps: 7 }),
      judged({}, { audioOnly: true }), judged({}, { connected: false }),
    ],
    [
      "good none", "fair cpu", "fair loss", "poor loss", "fair delay", "poor delay", "fair bandwidth", "poor bandwidth",
      "fair frames", "poor frames", "fair audio-only", "poor reconnecting",
    ],
  );
});

test("only what is expected can be missed", () => {
  equal(judged({ fps: 0 }, { remoteVideo: false }), "good none");
  equal(judged({ availableKbps: 50 }, { sendingVideo: false }), "good none");
  equal(judged({ availableKbps: 0 }), "good none");
});

test("the worst cause is named, and the worst link decides", () => {
  equal(judged({ lossPercent: 4, roundTripMs: 700 }), "poor delay");
  const fair: Quality = { level: "fair", reason: "cpu" };
  const poor: Quality = { level: "poor", reason: "loss" };
  deepEqual([worst([fair, poor, fair]), worst([])], [poor, { level: "good", reason: "none" }]);
});

test("worse shows at once, better only when it holds", () => {
  const light = new QualityLight();
  const good: Quality = { level: "good", reason: "none" };
  const poor: Quality = { level: "poor", reason: "loss" };
  deepEqual([good, poor, good, poor, good, good].map((quality) => light.next(quality).level),
    ["good", "poor", "poor", "poor", "poor", "good"]);
});

test("every reason but none has words, and every level a name", () => {
  deepEqual(Object.entries(REASONS).filter(([, words]) => words === "").map(([reason]) => reason), ["none"]);
  equal(new Set([ENGLISH.qualityGood, ENGLISH.qualityFair, ENGLISH.qualityPoor]).size, 3);
});

let now = 0;

beforeEach(() => {
  installWebRtc();
  mock.timers.reset();
  mock.timers.enable({ apis: ["setInterval"] });
  now = 0;
  mock.method(performance, "now", () => now);
});

test("every two seconds the gateway is told how the call is, and why", async () => {
  const policy = { width: 640, height: 360, frameRate: 24, maxVideoKbps: 1700, screenFrameRate: 15 };
  const link = new Link("a", true, {}, { audio: null, camera: null, screen: null }, policy);
  const connection = link.connection as unknown as FakeConnection;
  const peer = { link, silent: false, condition: "connected", media: { audio: true, video: true, screen: false, receiveVideo: true } };
  const session = { peers: new Map([["b", peer as unknown as Peer]]), connectionId: "me", tune: () => undefined };
  const reports: QualityReport[] = [];
  let lightChanged = 0;
  const watch = new QualityWatch(
    () => session as unknown as Session,
    () => ({ camera: null, policy }) as unknown as LocalMedia,
    () => ({ audio: true, video: true, screen: false, receiveVideo: true }),
    { changed: () => { lightChanged++; }, report: (report) => { reports.push(report); } },
  );
  watch.start();
  let seconds = 0;
  const look = async (lostPerSecond: number): Promise<void> => {
    seconds += 2;
    now = seconds * 1000;
    const lost = lostPerSecond * seconds;
    connection.reports = [
      { type: "inbound-rtp", mid: "1", framesDecoded: 20 * seconds, packetsReceived: 100 * seconds, packetsLost: lost },
      { type: "inbound-rtp", mid: "0", packetsReceived: 50 * seconds },
      { type: "candidate-pair", nominated: true, state: "succeeded", currentRoundTripTime: 0.04, availableOutgoingBitrate: 900_000 },
    ];
    mock.timers.tick(2000);
    await new Promise((resolve) => { setImmediate(resolve); });
  };
  // One look alone measures nothing.
  await look(0);
  equal(reports.length, 0);

  await look(0);
  await look(20);
  watch.stop();

  equal(reports.length, 2);
  deepEqual(reports[0], {
    connectionId: "me", level: "good", reason: "none", fps: 20, lossPercent: 0, rttMs: 40, availableKbps: 900,
    hasRemoteVideo: true, hasRemoteAudio: true, remoteSilent: false,
  });
  const { level, reason, lossPercent } = reports[1]!;
  deepEqual([level, reason], ["poor", "loss"]);
  ok(lossPercent > 8);
  deepEqual([watch.quality, lightChanged], [{ level: "poor", reason: "loss" }, 1]);
});
