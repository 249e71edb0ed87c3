/** Why a panel may fail to appear. Only `unreachable` may be over at the next try. */
export interface Diagnosis {
  cause: "origin" | "application" | "unreachable" | "page";
  message: string;
}

/**
 * Asks the gateway why the panel did not come. A browser hides from a page why a frame is empty, and why a request was refused:
 * so it is concluded from what does get through.
 */
export async function diagnose(gateway: string, applicationId: string): Promise<Diagnosis> {
  const application = `${gateway}/api/widget/v1/applications/${encodeURIComponent(applicationId)}`;
  const status = await statusOf(application, {});
  if (status === 404) {
    return { cause: "application", message: `${gateway} knows no application ${applicationId}: see the attribute application-id` };
  }
  if (status === 200) {
    return { cause: "page", message: `this page does not let ${gateway} into a frame: see frame-src of its Content-Security-Policy` };
  }
  // An origin that no application allows cannot read the refusal; that something answers, it can.
  if (status !== 403 && (await statusOf(`${gateway}/ping`, { mode: "no-cors" })) === null) {
    return { cause: "unreachable", message: `${gateway} does not answer; is it running, and may this page reach it?` };
  }
  const allow =
    `add "${location.origin}" to allowedOrigins of application ${applicationId} ` +
    `(PUT ${gateway}/api/admin/v1/applications/${applicationId}, see "Put it on your site" in the README of Visavis)`;
  // Nor can it read that there is no such application.
  const unless = status === 403 ? "" : `; or, if ${gateway} has no application of that id, correct the attribute application-id`;
  return { cause: "origin", message: `${location.origin} may not show this chat: ${allow}${unless}` };
}

/** Null without an answer that this page may see. An opaque one counts as 0. */
async function statusOf(address: string, options: RequestInit): Promise<number | null> {
  try {
    return (await fetch(address, { credentials: "omit", cache: "no-store", ...options })).status;
  } catch {
    return null;
  }
}
