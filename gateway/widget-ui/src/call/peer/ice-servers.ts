import type { IceGrant } from "../wire/contract";

/** Of the life of a password, when it is renewed: time enough for some tries. */
const SHARE = 0.7;
const TRY_AGAIN_SHARE = 0.05;
/** Later than this a browser's timer would fire at once. */
const LATEST_MS = 2 ** 31 - 1;

/**
 * The ICE servers of a call. A relay's password runs out while the call goes on: a new one comes before that, for links that
 * are to be repaired or made later, whichever side begins it.
 */
export class IceServers {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private renewal: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private grant: IceGrant,
    private readonly fetch: () => Promise<IceGrant>,
    private readonly changed: (configuration: RTCConfiguration) => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  get configuration(): RTCConfiguration {
    return { iceServers: this.grant.iceServers, iceTransportPolicy: this.grant.iceTransportPolicy };
  }

  /** Something in them runs out. */
  get perishable(): boolean {
    return this.grant.iceExpiresIn !== undefined;
  }

  take(grant: IceGrant): void {
    this.grant = grant;
    this.changed(this.configuration);
    this.renewAfter(SHARE);
  }

  /** Resolves when there are new ones, or the gateway does not answer and the last known ones stay. */
  renew(): Promise<void> {
    this.renewal ??= this.fetch()
      .then((grant) => { this.take(grant); })
      .catch((e: unknown) => {
        this.renewAfter(TRY_AGAIN_SHARE);
        this.failed(e);
      })
      .finally(() => { this.renewal = null; });
    return this.renewal;
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private renewAfter(share: number): void {
    clearTimeout(this.timer);
    const { iceExpiresIn } = this.grant;
    if (this.stopped || iceExpiresIn === undefined) return;
    this.timer = setTimeout(() => void this.renew(), Math.min(iceExpiresIn * 1000 * share, LATEST_MS));
  }
}
