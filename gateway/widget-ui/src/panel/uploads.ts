import type { Attachment, Limits, ProblemBody } from "../wire";
import { NoAnswer, Problem } from "./http";
import type { Session } from "./session";

/** `cutOff`: the page went while it was under way, and with the page its bytes. */
export type Refusal = "tooLarge" | "wrongType" | "tooMany" | "empty" | "cutOff";

/** A file the visitor has picked, on its way to the gateway or there already. */
export interface Upload {
  id: string;
  name: string;
  size: number | null;
  /** Null after a reload: what is left then is what the gateway has. */
  file: File | null;
  /** Object address of an image, for the preview. */
  preview: string | null;
  /** From 0 to 1. */
  progress: number;
  attachment: Attachment | null;
  /** Why it will not be sent. */
  refusal: Refusal | null;
  failure: string | null;
}

/** A file that the gateway has since before the page was loaded. */
export function restored(attachment: Attachment): Upload {
  return {
    id: attachment.attachmentId,
    name: attachment.name,
    size: attachment.size ?? null,
    file: null,
    preview: null,
    progress: 1,
    attachment,
    refusal: null,
    failure: null,
  };
}

/** A file that the gateway did not have yet when the page went: the visitor may choose it again. */
export function cutOff(name: string): Upload {
  return {
    id: crypto.randomUUID(),
    name,
    size: null,
    file: null,
    preview: null,
    progress: 0,
    attachment: null,
    refusal: "cutOff",
    failure: null,
  };
}

/** The files in what a browser has kept, which another version may have written, or in an event. */
export function attachmentsIn(kept: unknown): Attachment[] {
  return Array.isArray(kept) ? kept.filter(isAttachment) : [];
}

function isAttachment(entry: unknown): entry is Attachment {
  const { attachmentId, name, mediaType, size } = (entry ?? {}) as Record<string, unknown>;
  return (
    typeof attachmentId === "string" &&
    typeof name === "string" &&
    ["string", "undefined"].includes(typeof mediaType) &&
    ["number", "undefined"].includes(typeof size)
  );
}

/** Why the mode would not take the file, or null. Checked before a byte is sent. */
export function refusalOf(file: File, already: number, limits: Limits): Refusal | null {
  if (file.size === 0) {
    return "empty";
  }
  if (already >= limits.attachmentsPerMessage) {
    return "tooMany";
  }
  if (file.size > limits.attachmentBytes) {
    return "tooLarge";
  }
  return typeAllowed(file, limits.attachmentTypes) ? null : "wrongType";
}

/** Types are media types, `image/*` or endings such as `.pdf`; none listed means all are taken. */
function typeAllowed(file: File, types: string[]): boolean {
  const name = file.name.toLowerCase();
  const mediaType = file.type.toLowerCase();
  return (
    types.length === 0 ||
    types.some((type) => {
      const wanted = type.toLowerCase();
      if (wanted === "*/*" || wanted === "*") {
        return true;
      }
      if (wanted.endsWith("/*")) {
        return mediaType.startsWith(wanted.slice(0, -1));
      }
      return wanted.includes("/") ? mediaType === wanted : name.endsWith(wanted.startsWith(".") ? wanted : `.${wanted}`);
    })
  );
}

/** Sends the bytes as they are. XMLHttpRequest, because fetch does not tell how far an upload has come. */
export function upload(session: Session, file: File, progress: (part: number) => void, signal: AbortSignal): Promise<Attachment> {
  return session.authorised(
    (token) =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open("POST", `${session.path}/attachments?name=${encodeURIComponent(file.name)}`);
        request.setRequestHeader("Authorization", `Bearer ${token}`);
        request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
        request.setRequestHeader("Accept", "application/json");
        request.responseType = "json";
        request.upload.onprogress = (event) => progress(event.total > 0 ? event.loaded / event.total : 0);
        request.onload = () => {
          if (request.status >= 200 && request.status < 300) {
            resolve(request.response as Attachment);
          } else {
            reject(new Problem(request.status, (request.response ?? {}) as ProblemBody));
          }
        };
        request.onerror = () => reject(new NoAnswer("the upload broke off"));
        request.onabort = () => reject(new NoAnswer("the upload was given up"));
        signal.addEventListener("abort", () => request.abort());
        request.send(file);
      }),
  );
}

export function sizeText(bytes: number, locale: string): string {
  const [value, unit] = bytes >= 1 << 20 ? [bytes / (1 << 20), "megabyte"] : bytes >= 1024 ? [bytes / 1024, "kilobyte"] : [bytes, "byte"];
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: unit === "byte" ? "long" : "short",
    maximumFractionDigits: unit === "megabyte" && value < 10 ? 1 : 0,
  }).format(value);
}
