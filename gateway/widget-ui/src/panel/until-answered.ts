import { Backoff, pause } from "../shared/backoff";
import { Problem, worthRepeating } from "./http";

/**
 * Asks until there is an answer: after what may pass, asks the same again, when the server wishes or after a growing pause, as long
 * as `goOn` says so. Throws the failure that it stops at.
 */
export async function untilAnswered<T>(ask: () => Promise<T>, goOn: () => boolean): Promise<T> {
  const backoff = new Backoff();
  for (;;) {
    try {
      return await ask();
    } catch (failure) {
      if (!worthRepeating(failure) || !goOn()) {
        throw failure;
      }
      await pause((failure instanceof Problem ? failure.retryAfterMs : null) ?? backoff.next());
    }
  }
}
