import { Call } from "./call";
import type { CallHandle, CallOptions, CallStats, DeviceCheckOptions } from "./options";
import { CallView } from "./view/call-view";
import { CheckView } from "./view/check-view";
import { isFramed } from "./media/media-problem";

export type { CallEventType, CallHandle, CallOptions, CallStats, DeviceCheckOptions } from "./options";
export type { CallStrings } from "./strings";
export { ENGLISH } from "./strings";
export type { CallKind, DeviceCheckResult, GrantSource, VisitorDevices } from "./wire/contract";

/** Draws a call into the host, which gives it its size; `src/call/call.css` must be on the page. */
export function mountCall(host: HTMLElement, options: CallOptions): CallHandle {
  const call = new Call(options);
  const view = new CallView(host, call, windowOpener(options));
  // On the element, not on the window: for tests and support, seen only by who already holds the host.
  Object.defineProperty(host, "callStats", { configurable: true, value: (): Promise<CallStats> => call.stats() });
  void call.start().catch((e: unknown) => { call.report(e); });
  return {
    leave: () => call.leave(),
    dispose: () => {
      call.dispose();
      view.dispose();
    },
  };
}

/** Camera, microphone and speaker check without a call, for instance while waiting in the queue. */
export function mountDeviceCheck(host: HTMLElement, options: DeviceCheckOptions): { dispose(): void } {
  return new CheckView(host, options);
}

/** A link that has not been spent can be opened outside the frame that refuses the devices. */
function windowOpener({ grantSource, apiBase }: CallOptions): (() => void) | null {
  if (!isFramed() || "resumeSecret" in grantSource) return null;
  const page = "ticket" in grantSource ? `/t/${encodeURIComponent(grantSource.ticket)}` : `/a?${grantSource.agentLink}`;
  const address = new URL(page, new URL(apiBase, location.href));
  return () => { window.open(address, "_blank", "noopener,noreferrer"); };
}
