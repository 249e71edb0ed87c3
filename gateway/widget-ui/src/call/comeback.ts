import type { LocalMedia } from "./media/local-media";
import type { GrantSource, JoinGrant } from "./wire/contract";
import { resumeMemory, scopeOf, type Resumable } from "./wire/resume-memory";

/** The way back into this link's call: kept while the room lives, so that a reload needs no click and no second ticket. */
export class Comeback {
  private constructor(private readonly scope: string) {}

  static async of(source: GrantSource): Promise<Comeback> {
    return new Comeback(await scopeOf(Object.values(source).join()));
  }

  get kept(): Resumable | null {
    return resumeMemory.read(this.scope);
  }

  /** `left` after hanging up: the person comes back on their own word only. */
  keep(grant: JoinGrant, media: LocalMedia, left: boolean): void {
    resumeMemory.write(this.scope, {
      resumeSecret: grant.resumeSecret, roomId: grant.roomId, kind: grant.kind, left,
      microphone: media.microphoneOn, camera: media.cameraOn,
      ...(grant.conversationId ? { conversationId: grant.conversationId } : {}),
    });
  }

  forget(): void {
    resumeMemory.forget(this.scope);
  }
}
