import type { Attachment } from "../wire";
import type { Session } from "./session";

export interface FileView {
  state: "idle" | "loading" | "ready" | "failed";
  url: string | null;
}

/** Larger pictures wait for a click; one whose size nobody tells does not. */
const PREVIEW_BYTES = 6 * 1024 * 1024;
const PICTURE = /^image\/(png|jpe?g|gif|webp|avif|bmp)$/i;

/**
 * Files of the conversation, fetched through the gateway with the visitor's token and kept as object addresses: an image tag or a
 * link could not carry the token, and a vendor's own address must never reach the browser.
 */
export class Files {
  readonly #views = new Map<string, FileView>();

  constructor(
    private readonly session: Session,
    private readonly changed: () => void,
  ) {}

  view(attachmentId: string): FileView {
    return this.#views.get(attachmentId) ?? { state: "idle", url: null };
  }

  static isPicture(attachment: Attachment): boolean {
    return PICTURE.test(attachment.mediaType ?? "");
  }

  /** Fetches a picture that is small enough to show at once. */
  preview(attachment: Attachment): void {
    if (Files.isPicture(attachment) && (attachment.size ?? 0) <= PREVIEW_BYTES && this.view(attachment.attachmentId).state === "idle") {
      void this.#load(attachment);
    }
  }

  async download(attachment: Attachment): Promise<void> {
    const view = this.view(attachment.attachmentId);
    const url = view.url ?? (await this.#load(attachment));
    if (url === null) {
      return;
    }
    const link = document.createElement("a");
    link.href = url;
    link.download = attachment.name;
    link.click();
  }

  dispose(): void {
    for (const { url } of this.#views.values()) {
      if (url !== null) {
        URL.revokeObjectURL(url);
      }
    }
    this.#views.clear();
  }

  async #load(attachment: Attachment): Promise<string | null> {
    this.#set(attachment.attachmentId, { state: "loading", url: null });
    try {
      const path = `/attachments/${encodeURIComponent(attachment.attachmentId)}`;
      const response = await this.session.response(path, { signal: AbortSignal.timeout(120_000) }, "*/*");
      const bytes = await response.blob();
      // The type the message names, so that a picture shows; anything else is only ever saved.
      const type = (Files.isPicture(attachment) && attachment.mediaType) || "application/octet-stream";
      const url = URL.createObjectURL(new Blob([bytes], { type }));
      this.#set(attachment.attachmentId, { state: "ready", url });
      return url;
    } catch {
      this.#set(attachment.attachmentId, { state: "failed", url: null });
      return null;
    }
  }

  #set(attachmentId: string, view: FileView): void {
    this.#views.set(attachmentId, view);
    this.changed();
  }
}
