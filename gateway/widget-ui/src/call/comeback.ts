import type { LocalMedia } from "./media/local-media";
import type { GrantSource, JoinGrant } from "./wire/contract";
import { redeemKeys, resumeMemory, scopeOf, type Resumable } from "./wire/resume-memory";

/** The way back into this link's call: kept while the room lives, so that a reload needs no click and no second ticket. */
export class Comeback {
  private constructor(private readonly scope: string) {}

  static async of(source: GrantSource): Promise<Comeback> {
    return new Comeback(await scopeOf(Object.values(source).join()));
  }

  get kept(): Resumable | null {
    return resumeMemory.read(this.scope);
  }

  /** This page, before a reload, has tried to redeem the ticket and knows of no answer. */
  get redeeming(): boolean {
    return redeemKeys.read(this.scope) !== null;
  }

  /** A ticket with its key: whoever lost the answer gets it again under the key, and nobody else does. */
  keyed(source: GrantSource): GrantSource {
    if (!("ticket" in source)) return source;
    const redeemKey = redeemKeys.read(this.scope) ?? crypto.randomUUID();
    redeemKeys.write(this.scope, redeemKey);
    return { ...source, redeemKey };
  }

  /** `left` after hanging up: the person comes back on their own word only. */
  keep(grant: JoinGrant, media: LocalMedia, left: boolean): void {
    redeemKeys.forget(this.scope);
    resumeMemory.write(this.scope, {
      resumeSecret: grant.resumeSecret, roomId: grant.roomId, kind: grant.kind, left,
      microphone: media.microphoneOn, camera: media.cameraOn,
      ...(grant.conversationId ? { conversationId: grant.conversationId } : {}),
    });
  }

  forget(): void {
    redeemKeys.forget(this.scope);
    resumeMemory.forget(this.scope);
  }
}
