import type { MediaPolicy } from "../wire/contract";
import { deviceMemory } from "./device-memory";
import { mediaProblemOf, policyAllows, type MediaProblem } from "./media-problem";

export const DEFAULT_MEDIA: MediaPolicy = {
  width: 640, height: 360, frameRate: 24, maxVideoKbps: 1700, screenFrameRate: 15,
};

export interface OpenedDevices {
  camera: MediaStreamTrack | null;
  microphone: MediaStreamTrack | null;
  cameraProblem?: MediaProblem;
  microphoneProblem?: MediaProblem;
}

export interface DeviceChoice {
  deviceId: string;
  label: string;
}

export interface DeviceChoices {
  camera: DeviceChoice[];
  microphone: DeviceChoice[];
  speaker: DeviceChoice[];
}

/**
 * Opens what is there: camera and microphone in one question, else the microphone alone, else the camera alone, else
 * nothing (listen only). Never rejects; what failed is named in the result.
 */
export async function openDevices(want: { camera: boolean; microphone: boolean }): Promise<OpenedDevices> {
  const nothing: OpenedDevices = { camera: null, microphone: null };
  if (!navigator.mediaDevices) return { ...nothing, cameraProblem: "insecure", microphoneProblem: "insecure" };
  const camera = want.camera && policyAllows("camera");
  const microphone = want.microphone && policyAllows("microphone");
  const policy: OpenedDevices = {
    ...nothing,
    ...(want.camera && !camera ? { cameraProblem: "policy" as const } : {}),
    ...(want.microphone && !microphone ? { microphoneProblem: "policy" as const } : {}),
  };
  if (camera && microphone) {
    try {
      return { ...policy, ...tracksOf(await capture({ camera: true, microphone: true })) };
    } catch (e) {
      return { ...policy, ...await openApart(mediaProblemOf(e, "camera")) };
    }
  }
  if (microphone) return { ...policy, ...await openOne("microphone") };
  if (camera) return { ...policy, ...await openOne("camera") };
  return policy;
}

/** Opens one device; never rejects. */
export async function openOne(device: "camera" | "microphone"): Promise<Partial<OpenedDevices>> {
  try {
    if (!navigator.mediaDevices) throw new Error("insecure");
    const { camera, microphone } = tracksOf(await capture({ [device]: true }));
    return device === "camera" ? { camera } : { microphone };
  } catch (e) {
    const problem = mediaProblemOf(e, device);
    return device === "camera" ? { cameraProblem: problem } : { microphoneProblem: problem };
  }
}

/** Names of all devices; empty labels (no permission yet) are left for the view to number. */
export async function listDevices(): Promise<DeviceChoices> {
  const all = await navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? [];
  const of = (kind: MediaDeviceKind): DeviceChoice[] => all
    .filter((device) => device.kind === kind && device.deviceId !== "")
    .map(({ deviceId, label }) => ({ deviceId, label }));
  return { camera: of("videoinput"), microphone: of("audioinput"), speaker: of("audiooutput") };
}

async function openApart(firstProblem: MediaProblem): Promise<Partial<OpenedDevices>> {
  // One closed question is an answer: asking again twice for the parts would only annoy.
  if (firstProblem === "dismissed") return { cameraProblem: "dismissed", microphoneProblem: "dismissed" };
  const microphone = await openOne("microphone");
  if (microphone.microphone) return { ...microphone, cameraProblem: firstProblem };
  return { ...microphone, ...await openOne("camera") };
}

async function capture(want: { camera?: boolean; microphone?: boolean }): Promise<MediaStream> {
  const remembered = deviceMemory.read();
  try {
    return await navigator.mediaDevices.getUserMedia(constraints(want, remembered));
  } catch (e) {
    const gone = mediaProblemOf(e, "camera");
    const picked = (want.camera && remembered.camera) || (want.microphone && remembered.microphone);
    if (!picked || (gone !== "constraint" && gone !== "none")) throw e;
    return await navigator.mediaDevices.getUserMedia(constraints(want, {}));
  }
}

function constraints(
  want: { camera?: boolean; microphone?: boolean }, ids: { camera?: string; microphone?: string },
): MediaStreamConstraints {
  const { width, height, frameRate } = DEFAULT_MEDIA;
  return {
    video: want.camera
      ? {
        ...(ids.camera ? { deviceId: { exact: ids.camera } } : { facingMode: "user" }),
        width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: frameRate, max: 30 },
      }
      : false,
    audio: want.microphone
      ? {
        ...(ids.microphone ? { deviceId: { exact: ids.microphone } } : {}),
        echoCancellation: true, noiseSuppression: true, autoGainControl: true,
      }
      : false,
  };
}

function tracksOf(stream: MediaStream): { camera: MediaStreamTrack | null; microphone: MediaStreamTrack | null } {
  return { camera: stream.getVideoTracks()[0] ?? null, microphone: stream.getAudioTracks()[0] ?? null };
}
