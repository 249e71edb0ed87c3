export type Device = "camera" | "microphone" | "screen";

/** Why a device gave no track; each has its own words and its own way out. */
export type MediaProblem =
  | "blocked" // by the person or the browser's settings for this site
  | "dismissed" // the question was closed without an answer
  | "policy" // the page that frames this one did not pass the permission on
  | "none" // no such device
  | "busy" // another application holds it
  | "constraint" // the remembered device or size does not exist any more
  | "insecure" // no media devices outside https
  | "failed";

interface FeaturePolicy {
  allowsFeature(feature: string): boolean;
}

/** Whether the frame's policy lets this document use a device; browsers that cannot tell say yes. */
export function policyAllows(device: Device): boolean {
  const feature = device === "screen" ? "display-capture" : device;
  const policy = (document as Document & { featurePolicy?: FeaturePolicy }).featurePolicy;
  return policy?.allowsFeature(feature) ?? true;
}

export function isFramed(): boolean {
  return window.self !== window.top;
}

export function mediaProblemOf(error: unknown, device: Device): MediaProblem {
  if (!navigator.mediaDevices) return "insecure";
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      if (!policyAllows(device)) return "policy";
      return /dismissed/i.test((error as Error).message) ? "dismissed" : "blocked";
    case "NotFoundError":
    case "DevicesNotFoundError":
      return "none";
    case "NotReadableError":
    case "TrackStartError":
    case "AbortError":
      return "busy";
    case "OverconstrainedError":
      return "constraint";
    default:
      return "failed";
  }
}
