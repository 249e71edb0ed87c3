import type { CallApi } from "./call-api";
import type { CallKind, Entry, GrantSource, JoinGrant, MediaState, Welcome } from "./contract";
import { CallProblem } from "./problem";

/**
 * The person's admission to the room: redeemed once, then renewed by the resume secret whenever the call token has run
 * out. Requests that need the token go through {@link withToken}.
 */
export class Admission {
  private renewal: Promise<JoinGrant> | null = null;
  private renewAt: number;

  private constructor(
    private readonly api: CallApi,
    private current: JoinGrant,
    private entry: Entry | null,
  ) {
    this.renewAt = renewalTime(current);
  }

  static async redeem(api: CallApi, source: GrantSource, kind: CallKind, entry: Entry): Promise<Admission> {
    const grant = await api.redeem(source, kind, entry);
    // Adapters for engines come with their engines.
    if (grant.mode !== "peer") throw new CallProblem("engine-unknown", 400, `no adapter for calls of mode ${grant.mode}`);
    return new Admission(api, grant, entry);
  }

  get grant(): JoinGrant {
    return this.current;
  }

  /** The welcome that came with the grant and what the others were told of this page's media; once. */
  takeEntry(): { welcome: Welcome; media: MediaState } | null {
    const { entry, current: { welcome } } = this;
    this.entry = null;
    return entry && welcome ? { welcome, media: entry.media } : null;
  }

  /** Runs a request with a valid token; a token refused as expired is renewed once. */
  async withToken<T>(request: (token: string, roomId: string) => Promise<T>): Promise<T> {
    if (Date.now() > this.renewAt) await this.renew();
    try {
      return await request(this.current.callToken, this.current.roomId);
    } catch (e) {
      if (!(e instanceof CallProblem) || e.status !== 401) throw e;
      await this.renew();
      return await request(this.current.callToken, this.current.roomId);
    }
  }

  private renew(): Promise<JoinGrant> {
    this.renewal ??= this.api.redeem({ resumeSecret: this.current.resumeSecret })
      .then((grant) => {
        this.current = grant;
        this.renewAt = renewalTime(grant);
        return grant;
      })
      .finally(() => { this.renewal = null; });
    return this.renewal;
  }
}

function renewalTime(grant: JoinGrant): number {
  return Date.now() + grant.expiresIn * 800;
}
