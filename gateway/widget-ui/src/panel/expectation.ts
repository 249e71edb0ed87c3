import type { Availability } from "../wire";
import type { QueueView } from "./log";

export type Expectation = Pick<QueueView, "position" | "waitSeconds" | "confidence">;

const NOTHING: Expectation = { position: null, waitSeconds: null, confidence: "unknown" };

/** A form that promised no wait is believed for this long. */
const SHORTEST_SECONDS = 60;

/** What is known of a visitor's wait: the log's word, else what the form has said before, for as long as it has not proved wrong. */
export function expectation(queue: QueueView, form: Availability | undefined, now: number): Expectation {
  if (queue.confidence !== "unknown" && (queue.position !== null || queue.waitSeconds !== null)) {
    return queue;
  }
  const { waitSeconds, confidence = "estimated" } = form ?? {};
  if (waitSeconds === undefined || now - queue.since > Math.max(SHORTEST_SECONDS, waitSeconds) * 1000) {
    return NOTHING;
  }
  return { position: null, waitSeconds, confidence };
}
