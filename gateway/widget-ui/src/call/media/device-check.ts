import type { DeviceCheckResult } from "../wire/contract";
import type { LocalMedia } from "./local-media";
import type { MediaProblem } from "./media-problem";

const BROWSER_LENGTH = 200;

/** What the person's devices can do, in the words of the call API. */
export function deviceCheckOf(media: LocalMedia, heard: boolean): DeviceCheckResult {
  const camera = media.cameraOn && media.cameraProblem ? outcome(media.cameraProblem) : "not-asked";
  return {
    camera: media.camera ? "ok" : camera,
    microphone: media.microphone ? (heard ? "ok" : "silent") : outcome(media.microphoneProblem ?? "failed"),
    browser: navigator.userAgent.slice(0, BROWSER_LENGTH),
  };
}

function outcome(problem: MediaProblem): "none" | "blocked" | "busy" | "failed" {
  switch (problem) {
    case "blocked":
    case "dismissed":
    case "policy": return "blocked";
    case "none":
    case "constraint": return "none";
    case "busy": return "busy";
    case "insecure":
    case "failed": return "failed";
  }
}
