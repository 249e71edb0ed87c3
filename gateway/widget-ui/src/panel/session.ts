import type { TokenReply } from "../wire";
import { Problem, type RequestOptions, requestJson, send } from "./http";
import type { Keep, KeptConversation } from "./keep";

/** Renewed this long before it runs out. */
const MARGIN_MS = 30_000;

/** The conversation can no longer be opened: its tokens are refused for good. */
export class SessionLost extends Error {}

/**
 * The right to one conversation. The resume token rotates with each use, so tabs take turns: a lock lets one renew, the others
 * find the new token in the shared storage.
 */
export class Session {
  #tokens: Pick<KeptConversation, "accessToken" | "expiresAt" | "resumeToken">;
  #renewing: Promise<void> | null = null;

  constructor(
    readonly conversationId: string,
    private readonly keep: Keep,
    kept: KeptConversation,
  ) {
    this.#tokens = kept;
  }

  get path(): string {
    return `/api/widget/v1/conversations/${encodeURIComponent(this.conversationId)}`;
  }

  /** A token that is good for the next moments. */
  async token(): Promise<string> {
    if (this.#tokens.expiresAt - MARGIN_MS < Date.now()) {
      await this.renew();
    }
    return this.#tokens.accessToken;
  }

  json<T>(path: string, options: RequestOptions = {}): Promise<T> {
    return this.authorised((token) => requestJson<T>(this.path + path, { ...options, token }));
  }

  response(path: string, options: RequestOptions, accept: string): Promise<Response> {
    return this.authorised((token) => send(this.path + path, { ...options, token }, accept));
  }

  /** Runs a request; when the token is refused, renews it once and runs the request again. */
  async authorised<T>(run: (token: string) => Promise<T>): Promise<T> {
    const token = await this.token();
    try {
      return await run(token);
    } catch (failure) {
      if (!(failure instanceof Problem) || (failure.status !== 401 && failure.action !== "refresh-token")) {
        throw failure;
      }
    }
    if (this.#tokens.accessToken === token) {
      await this.renew();
    }
    return run(this.#tokens.accessToken);
  }

  /** Gets new tokens, once however many ask; throws SessionLost when the gateway refuses for good. */
  renew(): Promise<void> {
    this.#renewing ??= exclusively(`visavis:${this.conversationId}`, () => this.#renewNow()).finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renewNow(): Promise<void> {
    const kept = this.keep.conversation;
    if (kept?.conversationId === this.conversationId && kept.accessToken !== this.#tokens.accessToken) {
      this.#tokens = kept;
      if (kept.expiresAt - MARGIN_MS > Date.now()) {
        return;
      }
    }
    const reply = await this.#ask();
    this.#tokens = { ...reply, expiresAt: Date.now() + reply.expiresIn * 1000 };
    // While the gateway was asked the conversation may have been forgotten, or another begun.
    const now = this.keep.conversation;
    if (now?.conversationId === this.conversationId) {
      this.keep.conversation = { ...now, ...this.#tokens };
    }
  }

  async #ask(): Promise<TokenReply> {
    try {
      return await requestJson<TokenReply>(`${this.path}/tokens`, {
        method: "POST",
        body: { resumeToken: this.#tokens.resumeToken },
      });
    } catch (failure) {
      if (failure instanceof Problem && failure.status >= 400 && failure.status < 500 && failure.action !== "retry") {
        throw new SessionLost(failure.message);
      }
      throw failure;
    }
  }
}

async function exclusively(name: string, run: () => Promise<void>): Promise<void> {
  // No locks on pages without TLS; tabs then may renew at once, and the one refused falls back on what the other kept.
  await (navigator.locks ? navigator.locks.request(name, run) : run());
}
