import type {
  CallKind, DeviceCheckResult, Entry, GrantSource, IceGrant, JoinGrant, LeaveReason, MediaState, OutgoingSignal, QualityReport, Welcome,
} from "./contract";
import { asProblem, problemOf } from "./problem";

const ANSWER_WITHIN_MS = 10_000;

/** The gateway's call API, one method per request. Every failure is a {@link CallProblem}. */
export class CallApi {
  constructor(private readonly base: string) {}

  redeem(source: GrantSource, kind?: CallKind, entry?: Entry): Promise<JoinGrant> {
    return this.json<JoinGrant>("/redeem", undefined, { ...source, kind, ...entry });
  }

  connect(token: string, roomId: string, connectionId: string, media: MediaState): Promise<Welcome> {
    return this.json<Welcome>(`/rooms/${encodeURIComponent(roomId)}/connections`, token, { connectionId, media });
  }

  async signal(token: string, roomId: string, connectionId: string, signals: OutgoingSignal[]): Promise<void> {
    await this.post(`/rooms/${encodeURIComponent(roomId)}/signals`, token, { connectionId, signals });
  }

  async quality(token: string, roomId: string, report: QualityReport): Promise<void> {
    await this.post(`/rooms/${encodeURIComponent(roomId)}/quality`, token, report);
  }

  async leave(token: string, roomId: string, connectionId: string, reason: LeaveReason): Promise<void> {
    await this.post(`/rooms/${encodeURIComponent(roomId)}/leave`, token, { connectionId, reason });
  }

  /** For a page that is going away: no answer, no headers, so the token travels in the body. */
  leaveByBeacon(callToken: string, roomId: string, connectionId: string): boolean {
    const body = JSON.stringify({ connectionId, reason: "pagehide" satisfies LeaveReason, callToken });
    const address = `${this.base}/rooms/${encodeURIComponent(roomId)}/leave`;
    return navigator.sendBeacon(address, new Blob([body], { type: "application/json" }));
  }

  async close(token: string, roomId: string): Promise<void> {
    await this.post(`/rooms/${encodeURIComponent(roomId)}/close`, token, {});
  }

  async deviceCheck(token: string, result: DeviceCheckResult): Promise<void> {
    await this.post("/device-checks", token, result);
  }

  ice(token: string, roomId: string): Promise<IceGrant> {
    return this.json<IceGrant>(`/rooms/${encodeURIComponent(roomId)}/ice`, token, {});
  }

  /** Opens the signal stream; resolves with its body as soon as the gateway has accepted it. */
  async stream(
    token: string, roomId: string, connectionId: string, after: number, signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>> {
    const query = new URLSearchParams({ connectionId, after: String(after) });
    const address = `${this.base}/rooms/${encodeURIComponent(roomId)}/signals?${query}`;
    const headers = { Accept: "text/event-stream", Authorization: `Bearer ${token}` };
    const response = await fetch(address, { headers, signal, cache: "no-store" }).catch((e: unknown) => {
      throw asProblem(e);
    });
    if (!response.ok || !response.body) throw await problemOf(response);
    return response.body;
  }

  private async json<T>(path: string, token: string | undefined, body: object): Promise<T> {
    const response = await this.post(path, token, body);
    return await response.json().catch((e: unknown) => { throw asProblem(e); }) as T;
  }

  private async post(path: string, token: string | undefined, body: object): Promise<Response> {
    const headers: Record<string, string> = { "Content-Type": "application/json", Accept: "application/json" };
    if (token) headers["Authorization"] = `Bearer ${token}`;
    const response = await fetch(this.base + path, {
      method: "POST", headers, body: JSON.stringify(body), cache: "no-store",
      referrerPolicy: "no-referrer", signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    }).catch((e: unknown) => { throw asProblem(e); });
    if (!response.ok) throw await problemOf(response);
    return response;
  }
}
