import type { App } from "./app";
import { Problem } from "./http";

/** Lets the visitor go on where the site's server stopped; when that cannot be, the panel says why and offers a new chat. */
export async function handOver(app: App, token: string): Promise<void> {
  try {
    await app.takeOver(token);
  } catch (failure) {
    if (!app.chat) {
      app.choose();
    }
    const used = failure instanceof Problem && failure.status === 409;
    app.say(app.words.t(used ? "handover.used" : "handover.expired"));
    throw failure;
  }
}
