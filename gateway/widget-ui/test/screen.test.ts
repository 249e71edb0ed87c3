import { deepEqual, equal, rejects } from "node:assert/strict";
import { test } from "node:test";
import { LocalMedia } from "../src/call/media/local-media";
import { openScreen } from "../src/call/media/screen";
import { Link } from "../src/call/peer/link";
import { FakeConnection, installWebRtc } from "./fake-webrtc";

installWebRtc();

const POLICY = { width: 640, height: 360, frameRate: 24, maxVideoKbps: 1700, screenFrameRate: 15 };

function chooser(answer: unknown): { asked: DisplayMediaStreamOptions[] } {
  const asked: DisplayMediaStreamOptions[] = [];
  const getDisplayMedia = (want: DisplayMediaStreamOptions): Promise<unknown> => {
    asked.push(want);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ getVideoTracks: () => [answer] });
  };
  Object.defineProperty(globalThis, "navigator", { value: { mediaDevices: { getDisplayMedia } }, configurable: true });
  return { asked };
}

test("a screen is captured for its details, with at most fifteen pictures a second", async () => {
  const track = Object.assign(new EventTarget(), { contentHint: "" });
  const { asked } = chooser(track);
  const media = new LocalMedia(false);

  equal(await media.shareScreen(), true);

  equal(media.screen, track);
  equal(track.contentHint, "detail");
  deepEqual((asked[0]?.video as MediaTrackConstraints).frameRate, { max: 15 });
});

test("a screen is sent with at most fifteen pictures a second, whatever the camera is sent with", async () => {
  const link = new Link("a", true, {}, { audio: null, camera: null, screen: null }, POLICY);
  await link.tune({ maxKbps: 900, frameRate: 24, scaleDownBy: 1 });
  const places = (link.connection as unknown as FakeConnection).places;
  deepEqual(places.map(({ encoding }) => encoding["maxFramerate"]), [undefined, 24, 15]);
});

test("a chooser that is closed is no failure, a refusal by the page around is", async () => {
  chooser(new DOMException("Permission denied", "NotAllowedError"));
  equal(await openScreen(15), null);
  chooser(new DOMException("Access to display-capture is disallowed by permissions policy", "NotAllowedError"));
  await rejects(openScreen(15));
});
