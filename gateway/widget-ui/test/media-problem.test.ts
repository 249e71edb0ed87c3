import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { deviceCheckOf } from "../src/call/media/device-check";
import { openDevices } from "../src/call/media/devices";
import { LocalMedia } from "../src/call/media/local-media";
import { mediaProblemOf, type Device } from "../src/call/media/media-problem";
import { DEVICE_ADVICE } from "../src/call/strings";
import { newTab } from "./tab";

newTab();

/** A browser that answers the question for devices so, on a page whose frame passes on what `allowed` names. */
function browser(answer: ((want: MediaStreamConstraints) => unknown) | null, allowed: (feature: string) => boolean = () => true): void {
  const mediaDevices = answer && {
    getUserMedia: (want: MediaStreamConstraints) => {
      const given = answer(want);
      return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
    },
  };
  Object.defineProperty(globalThis, "navigator", { value: { mediaDevices, userAgent: "Test" }, configurable: true });
  Object.assign(globalThis, { document: { featurePolicy: { allowsFeature: allowed } } });
}

const refusal = (name: string, message = ""): Error => new DOMException(message, name);

function named(error: unknown, device: Device = "camera"): string {
  return mediaProblemOf(error, device);
}

test("every name that browsers give a failure has its meaning", () => {
  browser(() => null);
  const meanings = {
    NotAllowedError: "blocked", SecurityError: "blocked",
    NotFoundError: "none", DevicesNotFoundError: "none",
    NotReadableError: "busy", TrackStartError: "busy", AbortError: "busy",
    OverconstrainedError: "constraint",
    TypeError: "failed", UnknownError: "failed",
  };
  deepEqual(Object.fromEntries(Object.keys(meanings).map((name) => [name, named(refusal(name))])), meanings);
  equal(named("no error at all"), "failed");
});

test("a question that was closed is no refusal for good", () => {
  browser(() => null);
  equal(named(refusal("NotAllowedError", "Permission dismissed")), "dismissed");
  equal(named(refusal("NotAllowedError", "Permission denied")), "blocked");
});

test("what the page around this one does not pass on is told from what the person blocked", () => {
  browser(() => null, (feature) => feature !== "camera" && feature !== "display-capture");
  deepEqual(
    (["camera", "microphone", "screen"] as const).map((device) => named(refusal("NotAllowedError"), device)),
    ["policy", "blocked", "policy"],
  );
});

test("outside https there are no devices at all", async () => {
  browser(null);
  equal(named(refusal("NotFoundError")), "insecure");
  deepEqual(await openDevices({ camera: true, microphone: true }),
    { camera: null, microphone: null, cameraProblem: "insecure", microphoneProblem: "insecure" });
});

const CASES = [
  [refusal("NotFoundError"), "none", "none", /found no camera and no microphone/, /join to listen/],
  [refusal("NotReadableError"), "busy", "busy", /Another application uses your camera and microphone/, /Close other calls/],
  [refusal("OverconstrainedError"), "constraint", "none", /not there any more/, /Choose others below/],
  [refusal("NotAllowedError"), "blocked", "blocked", /blocked for this page/, /address bar/],
  [refusal("TypeError"), "failed", "failed", /did not start/, /plug them in again/],
] as const;

for (const [error, problem, told, what, hint] of CASES) {
  test(`devices that are ${problem} are said to be so, to the person and to the agent`, async () => {
    browser(() => error);
    const media = new LocalMedia(true);
    await media.open();
    deepEqual([media.cameraProblem, media.microphoneProblem], [problem, problem]);
    const advice = DEVICE_ADVICE.both[problem];
    ok(what.test(advice.what), advice.what);
    ok(hint.test(advice.hint), advice.hint);
    const { camera, microphone } = deviceCheckOf(media, false);
    deepEqual([camera, microphone], [told, told]);
  });
}

test("without a camera the microphone is asked for alone, and only the camera's lack is told", async () => {
  const microphone = new EventTarget();
  browser((want) => want.video ? refusal("NotFoundError") : { getVideoTracks: () => [], getAudioTracks: () => [microphone] });
  const media = new LocalMedia(true);
  await media.open();
  equal(media.microphone, microphone);
  deepEqual([media.cameraProblem, media.microphoneProblem], ["none", undefined]);
  ok(/found no camera\./.test(DEVICE_ADVICE.camera.none.what));
});

test("each problem of each device has words and a way out of its own, and none speaks the browser's language", () => {
  for (const [device, advice] of Object.entries(DEVICE_ADVICE)) {
    const sentences = Object.values(advice).map(({ what, hint }) => `${what} ${hint}`);
    equal(new Set(sentences).size, 8, device);
    for (const sentence of sentences) ok(!/Error|undefined|getUserMedia|constraint|policy/i.test(sentence), sentence);
  }
  ok(/new window/.test(DEVICE_ADVICE.camera.policy.hint));
  ok(/https/.test(DEVICE_ADVICE.microphone.insecure.hint));
  ok(/uses your microphone/.test(DEVICE_ADVICE.microphone.busy.what));
});
