import type { Availability } from "../wire";
import type { Wording } from "./texts";

export interface Outlook {
  state: "open" | "closed" | "wait";
  text: string;
}

/** Whether anyone is there and how long it may take, as far as the contact centre says; null where it does not. */
export function outlook(now: Availability | undefined, { t, locale }: Pick<Wording, "t" | "locale">): Outlook | null {
  if (now?.state === "closed") {
    const text = now.opensAt ? t("availability.closedUntil", { time: timeText(now.opensAt, locale) }) : t("availability.closed");
    return { state: "closed", text };
  }
  if (now?.waitSeconds !== undefined) {
    const minutes = Math.ceil(now.waitSeconds / 60);
    const text = minutes === 0 ? t("availability.noWait") : t(now.confidence === "provider" ? "availability.wait" : "availability.waitEstimated", { minutes });
    return { state: "wait", text };
  }
  return now?.state === "open" ? { state: "open", text: t("availability.open") } : null;
}

/** The day is told too: it may be another. */
function timeText(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: "long", hour: "numeric", minute: "2-digit" }).format(new Date(at));
}
