import type { Attachment } from "../wire";
import type { Keep, KeptConversation } from "./keep";
import { attachmentsIn, cutOff, refusalOf, restored, type Upload } from "./uploads";

/** Brings a file to the gateway; told how far it has come, from 0 to 1. */
export type Send = (file: File, progress: (part: number) => void) => Promise<Attachment>;

/**
 * The files for the visitor's next message. Those that the gateway has are kept for the tab and stand here again after a reload; of
 * one still on its way the name does, and that it has to be chosen again, since its bytes went with the page.
 */
export class Picked {
  #list: Upload[] = [];

  constructor(
    private readonly kept: KeptConversation,
    private readonly keep: Keep,
    private readonly send: Send,
    private readonly changed: () => void,
  ) {
    const { uploads, uploading, uploadsOf } = keep.tab;
    const there = attachmentsIn(uploads);
    const under = namesIn(uploading);
    if (uploadsOf === kept.conversationId) {
      this.#list = [...there.map(restored), ...under.map(cutOff)];
    } else if (there.length + under.length > 0) {
      // Of a conversation that another has replaced, begun in another tab.
      keep.changeTab({ uploads: [], uploading: [] });
    }
  }

  get list(): readonly Upload[] {
    return this.#list;
  }

  /** Those that the gateway has. */
  get ready(): Attachment[] {
    return this.#list.flatMap(({ attachment }) => attachment ?? []);
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      this.#list = this.#list.filter(({ name, refusal }) => refusal !== "cutOff" || name !== file.name);
      const taken = this.#list.filter(({ refusal }) => refusal === null).length;
      const entry: Upload = {
        id: crypto.randomUUID(),
        name: file.name,
        size: file.size,
        file,
        preview: /^image\/(png|jpe?g|gif|webp)$/.test(file.type) ? URL.createObjectURL(file) : null,
        progress: 0,
        attachment: null,
        refusal: refusalOf(file, taken, this.kept.limits),
        failure: null,
      };
      this.#list = [...this.#list, entry];
      if (entry.refusal === null) {
        void this.#upload(entry.id, file);
      }
    }
    this.#remember();
    this.changed();
  }

  remove(id: string): void {
    this.#drop((entry) => entry.id === id);
    this.changed();
  }

  /** Tries a failed one again. */
  again(id: string): void {
    const { file } = this.#list.find((entry) => entry.id === id) ?? {};
    if (file) {
      void this.#upload(id, file);
    }
  }

  /** The log shows them: a copy of this tab may have sent them, and each goes once. */
  sent(attachments: Attachment[]): void {
    const ids = new Set(attachments.map(({ attachmentId }) => attachmentId));
    if (this.#list.some(({ attachment }) => attachment && ids.has(attachment.attachmentId))) {
      this.#drop(({ attachment }) => attachment !== null && ids.has(attachment.attachmentId));
    }
  }

  /** The message has gone. */
  clear(): void {
    this.#drop(() => true);
  }

  /** The page lets the conversation go, not the visitor the files: they stay kept. */
  close(): void {
    this.#list.forEach(forgetPreview);
    this.#list = [];
  }

  async #upload(id: string, file: File): Promise<void> {
    this.#change(id, { failure: null, progress: 0 });
    try {
      const attachment = await this.send(file, (progress) => this.#change(id, { progress }));
      if (this.#change(id, { attachment, progress: 1 })) {
        this.#remember();
      }
    } catch (failure) {
      this.#change(id, { failure: failure instanceof Error ? failure.message : String(failure) });
    }
  }

  /** False when the visitor has removed the file in the meantime. */
  #change(id: string, update: Partial<Upload>): boolean {
    const there = this.#list.some((entry) => entry.id === id);
    this.#list = this.#list.map((entry) => (entry.id === id ? { ...entry, ...update } : entry));
    this.changed();
    return there;
  }

  #drop(chosen: (entry: Upload) => boolean): void {
    this.#list.filter(chosen).forEach(forgetPreview);
    this.#list = this.#list.filter((entry) => !chosen(entry));
    this.#remember();
  }

  #remember(): void {
    const uploading = this.#list.filter(awaited).map(({ name }) => name);
    this.keep.changeTab({ uploads: this.ready, uploading, uploadsOf: this.kept.conversationId });
  }
}

/** The visitor wants it sent, and the gateway does not have it. */
function awaited({ attachment, refusal }: Upload): boolean {
  return attachment === null && (refusal === null || refusal === "cutOff");
}

/** In what a browser has kept, which another version may have written. */
function namesIn(kept: unknown): string[] {
  return Array.isArray(kept) ? kept.filter((name) => typeof name === "string") : [];
}

function forgetPreview({ preview }: Upload): void {
  if (preview) {
    URL.revokeObjectURL(preview);
  }
}
